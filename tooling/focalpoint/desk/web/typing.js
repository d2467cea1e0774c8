// Undoes and redoes what was typed in one field. A browser’s own undo also changes fields that are not in sight.

const PAUSE = 600; // milliseconds after which typing begins a new step

export class Typing {
  constructor(field, done = () => {}) {
    Object.assign(this, { field, done, steps: [field.value], place: 0, last: 0, ever: false });
    field.typing = this;
    field.addEventListener("input", (event) => event.isTrusted && this.note(event));
    field.addEventListener("blur", () => (this.last = 0));
    field.addEventListener("beforeinput", (event) => {
      if (event.inputType !== "historyUndo" && event.inputType !== "historyRedo") return;
      event.preventDefault();
      this.step(event.inputType === "historyUndo" ? -1 : 1);
    });
    field.addEventListener("keydown", (event) => {
      const by = wanted(event);
      if (!by || !this.ever) return;
      event.preventDefault();
      event.stopPropagation();
      this.step(by);
    });
  }

  // Begins anew with a value that was not typed here.
  put(value) {
    this.field.value = value;
    Object.assign(this, { steps: [value], place: 0, last: 0, ever: false });
  }

  // Adds words at the end, as one step.
  add(words) {
    this.last = 0;
    this.field.value += words;
    this.note({ inputType: "insertReplacementText" });
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  note(event) {
    this.ever = true;
    const begins = Date.now() - this.last > PAUSE || event.inputType !== this.kind || !/^(insertText|deleteContent)/.test(event.inputType);
    this.steps.length = this.place + 1;
    if (begins || this.place === 0) this.place += 1;
    this.steps[this.place] = this.field.value;
    this.last = Date.now();
    this.kind = event.inputType;
  }

  step(by) {
    const next = this.place + by;
    this.last = 0;
    if (next < 0 || next >= this.steps.length) return this.done(by < 0 ? "Nothing more to undo in this field" : "Nothing more to redo in this field");
    this.place = next;
    this.field.value = this.steps[next];
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// Returns -1 for the keys that undo, 1 for those that redo, else 0.
export function wanted(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return 0;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? 1 : -1;
  return key === "y" ? 1 : 0;
}
