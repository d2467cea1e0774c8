// The keys. Single letters act only in the queue and in the comment, never in a field or on a button, and can be switched off.

import { $ } from "./parts.js";
import { wanted } from "./typing.js";

const SWITCH = "focalpoint-desk-keys";

export class Keys {
  // `single` has what each single key does; `undo` and `leave` act in every place.
  constructor(single, { undo, leave }) {
    this.single = single;
    const box = $("#single-keys");
    box.checked = read() !== "off";
    box.addEventListener("change", () => this.turn(box.checked));
    this.turn(box.checked);
    document.addEventListener("keydown", (event) => {
      if (event.isComposing || $("dialog[open]")) return;
      const field = event.target.closest("input, textarea, select");
      if (wanted(event) < 0 && !field?.typing?.ever) {
        event.preventDefault();
        undo();
      } else if (event.key === "Escape") leave(event, field);
      else this.press(event);
    });
    // The browser’s own undo, from a menu, would change a field that is not in sight.
    document.addEventListener("beforeinput", (event) => /^history/.test(event.inputType) && event.preventDefault());
  }

  turn(on) {
    this.on = on;
    document.body.dataset.keys = on ? "on" : "off";
    try {
      localStorage.setItem(SWITCH, on ? "on" : "off");
    } catch {
      // It holds until the window is closed.
    }
  }

  press(event) {
    const act = this.single[event.key];
    if (!act || !this.on || event.ctrlKey || event.metaKey || event.altKey) return;
    const here = event.target.closest("#queue, #comment");
    const control = event.target.closest("input, textarea, select, summary, a, button:not(.row)");
    if (!here || control) return;
    event.preventDefault();
    act();
  }
}

function read() {
  try {
    return localStorage.getItem(SWITCH);
  } catch {
    return null;
  }
}
