// Takes back what was done last with a comment in this window: a decision, a duplicate, a withdrawal, a reopening.

export class Undo {
  constructor(store, state) {
    Object.assign(this, { store, state, done: [] });
  }

  // Carries out a command, and remembers how the comment was before; true where it was done.
  async act(id, command) {
    const before = this.store.comment(id);
    const done = await this.store.act(id, command);
    if (done && command.action !== "place" && command.action !== "gone") this.done.push({ before, version: this.store.comment(id).version });
    return !!done;
  }

  // Returns the id of the comment that is as it was before; empty where there is none.
  async back() {
    const last = this.done.at(-1);
    if (!last) {
      this.state("Nothing was decided in this window that can be taken back", "done");
      return "";
    }
    const { before, version } = last;
    const now = this.store.comment(before.id);
    if (now.version !== version) {
      this.done.pop();
      this.state(`${before.id} has been changed since, so nothing was taken back; look at it, then reopen it`, "wrong");
      return before.id;
    }
    const done = await this.store.act(before.id, returning(before));
    if (done) this.done.pop();
    return done ? before.id : "";
  }
}

function returning(before) {
  if (before.withdrawn_on) return { action: "withdraw" };
  if (before.duplicate_of) return { action: "duplicate", of: before.duplicate_of };
  if (!before.disposition) return { action: "reopen" };
  return { action: "decide", disposition: before.disposition, observation: before.observation, applied_in: before.applied_in };
}
