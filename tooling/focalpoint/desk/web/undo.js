// Takes back what was done last with comments in this window: decisions, duplicates, withdrawals, reopenings.

export class Undo {
  constructor(store, state) {
    Object.assign(this, { store, state, steps: [], step: null });
  }

  // Carries out a command, and remembers how the comment was before; true where it was done.
  async act(id, command) {
    const before = this.store.comment(id);
    const done = await this.store.act(id, command);
    if (done && command.action !== "place" && command.action !== "gone") {
      const one = { before, version: this.store.comment(id).version };
      if (this.step) this.step.push(one);
      else this.steps.push([one]);
    }
    return !!done;
  }

  // Makes one step of everything that `work` does.
  async together(work) {
    if (this.step) return work();
    this.step = [];
    try {
      await work();
    } finally {
      if (this.step.length) this.steps.push(this.step);
      this.step = null;
    }
  }

  // Returns the ids of the comments that are as they were before; none where nothing was taken back.
  async back() {
    const step = this.steps.pop();
    if (!step) {
      this.state("Nothing was decided in this window that can be taken back", "done");
      return [];
    }
    const done = [];
    for (const { before, version } of step.toReversed()) {
      const now = this.store.comment(before.id);
      if (now.version !== version) this.state(`${before.id} has been changed since, so it was not taken back; look at it, then reopen it`, "wrong");
      else if (await this.store.act(before.id, returning(before))) done.push(before.id);
      else this.steps.push([{ before, version }]);
    }
    return done;
  }
}

function returning(before) {
  if (before.withdrawn_on) return { action: "withdraw" };
  if (before.duplicate_of) return { action: "duplicate", of: before.duplicate_of };
  if (!before.disposition) return { action: "reopen" };
  return { action: "decide", disposition: before.disposition, observation: before.observation, applied_in: before.applied_in };
}
