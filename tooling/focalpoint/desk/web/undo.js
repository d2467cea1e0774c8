// Takes back what was done last with comments in this window: decisions, duplicates, withdrawals, reopenings.

const MADE = new Set(["apply", "commit-edit"]); // the commands that change the text too

export class Undo {
  constructor(store, state) {
    Object.assign(this, { store, state, steps: [], step: null });
  }

  // Carries out a command, and remembers how the comment was before; true where it was done.
  async act(id, command) {
    const ids = [...Object.keys(command.instead_of ?? {}), id, ...Object.keys(command.also ?? {})];
    const before = this.store.comment(id);
    const befores = ids.map((one) => this.store.comment(one));
    const done = await this.store.act(id, command);
    if (done && !["place", "gone", "undo"].includes(command.action)) {
      const made = MADE.has(command.action);
      if (befores.length > 1) await this.store.load(); // the answer holds the first alone
      // What changed the text is taken back for all of them at once.
      const ones = (made ? [before] : befores).map((one) => ({ before: one, version: this.store.comment(one.id).version, made }));
      if (this.step) this.step.push(...ones);
      else this.steps.push(ones);
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
    for (const { before, version, made } of step.toReversed()) {
      const now = this.store.comment(before.id);
      if (now.version !== version) this.state(`${before.id} has been changed since, so it was not taken back; look at it, then reopen it`, "wrong");
      else if (await this.store.act(before.id, made ? { action: "undo" } : returning(before))) done.push(before.id);
      else this.steps.push([{ before, version, made }]);
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
