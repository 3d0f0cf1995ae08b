/** A refusal of a request for tokens, as RFC 6749 has them and Discord words them. */
export class OAuthError extends Error {
  override name = "OAuthError";
  readonly status: 400 | 401;
  readonly error: string;
  readonly description: string | null;
  constructor(error: string, description: string | null = null, status: 400 | 401 = 400) {
    super(description ?? error);
    this.status = status;
    this.error = error;
    this.description = description;
  }

  body() {
    return {
      error: this.error,
      ...(this.description === null ? {} : { error_description: this.description }),
    };
  }
}
