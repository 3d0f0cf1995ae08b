/** What a Worker costs that does nothing. */
export default { fetch: () => new Response("ok") } satisfies ExportedHandler;
