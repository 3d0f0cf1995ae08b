import { act } from "./api.js";
import { openModal } from "./modal.js";
import { addNotice, emit, state } from "./state.js";
import { toast } from "./toast.js";

/** Sends a filled command, and shows it as on its way until the Worker has answered. */
export async function sendCommand(command, { options, files }) {
  const { channelId } = state;
  const pending = { channelId, line: `/${command.label}` };
  state.pending = [...state.pending, pending];
  emit("pending");
  try {
    const what = { act: "command", ...command.path, options, channel: channelId };
    const { failure, problem, modal } = await act(what, files);
    if (failure) addNotice({ ...pending, failure, problem, atMs: Date.now() });
    if (modal) openModal(modal, pending);
  } catch (error) {
    toast(error);
  } finally {
    state.pending = state.pending.filter((one) => one !== pending);
    emit("pending");
  }
}
