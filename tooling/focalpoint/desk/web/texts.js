// Keeps in this browser each text that is typed, until the ledger has it: through a reload, a crash, a stopped desk.
//
// Each window keeps its own texts. The texts of a window that was closed go to the next window that opens.

const OURS = "focalpoint-desk/";
const WINDOW = "focalpoint-desk-window";
let named; // promises the name of this window

export class Texts {
  // `scope` names the project and the draft.
  static async open(scope) {
    const texts = new Texts();
    texts.scope = `${OURS}${scope}/`;
    texts.window = await (named ??= windowName());
    texts.mine = new Map();
    texts.wrong = ""; // why this browser keeps nothing; empty where it does
    texts.try(() => {
      localStorage.setItem(`${OURS}test`, "1");
      localStorage.removeItem(`${OURS}test`);
    });
    for (const one of texts.stored()) if (one.window === texts.window) texts.mine.set(one.id, one.text);
    await texts.adopt();
    return texts;
  }

  get(id) {
    return this.mine.get(id);
  }

  // Keeps a text in memory and in the browser; true where the browser has it.
  set(id, text) {
    this.mine.set(id, text);
    return this.try(() => localStorage.setItem(this.key(id, this.window), JSON.stringify(text)));
  }

  delete(id) {
    this.mine.delete(id);
    try {
      localStorage.removeItem(this.key(id, this.window));
    } catch {
      // It was never there.
    }
  }

  // Texts of closed windows on comments on which this window has a text of its own.
  left = [];

  forget({ id, window }) {
    localStorage.removeItem(this.key(id, window));
    this.left = this.left.filter((one) => one.id !== id || one.window !== window);
  }

  // Takes over what closed windows have left; only one window at a time looks.
  async adopt() {
    await alone(`${OURS}adopt`, async () => {
      const held = await windowsOpen();
      this.left = this.stored().filter((one) => one.window !== this.window && !held.has(one.window));
      for (const one of this.left.toSorted((first, second) => second.text.when - first.text.when)) {
        if (!this.mine.has(one.id) && this.set(one.id, one.text)) this.forget(one);
      }
    });
  }

  stored() {
    const found = [];
    try {
      for (let place = 0; place < localStorage.length; place += 1) {
        const key = localStorage.key(place);
        if (!key.startsWith(this.scope)) continue;
        const [id, window] = key.slice(this.scope.length).split("/");
        const text = read(localStorage.getItem(key));
        if (text) found.push({ id, window, text });
      }
    } catch {
      // Storage is off, which `wrong` says.
    }
    return found;
  }

  key(id, window) {
    return `${this.scope}${id}/${window}`;
  }

  try(write) {
    try {
      write();
      this.wrong = "";
      return true;
    } catch (error) {
      const full = error?.name === "QuotaExceededError";
      this.wrong = full ? "The storage of this browser is full" : "The storage of this browser is switched off";
      return false;
    }
  }
}

function read(written) {
  try {
    const text = JSON.parse(written);
    return typeof text?.words === "string" && typeof text.base === "string" ? text : null;
  } catch {
    return null;
  }
}

// Names this window; the name outlives a reload. A duplicated tab has the same name, and takes another.
async function windowName() {
  let name = "";
  try {
    name = sessionStorage.getItem(WINDOW) ?? "";
  } catch {
    // Storage is off.
  }
  if (name && (await claim(name))) return name;
  name = crypto.randomUUID();
  await claim(name);
  try {
    sessionStorage.setItem(WINDOW, name);
  } catch {
    // The next reload is another window.
  }
  return name;
}

// Holds a lock of that name as long as the window is open.
function claim(name) {
  return new Promise((answer) => {
    navigator.locks.request(`${OURS}${name}`, { ifAvailable: true }, (lock) => {
      answer(!!lock);
      return lock ? new Promise(() => {}) : null;
    });
  });
}

async function windowsOpen() {
  const { held } = await navigator.locks.query();
  return new Set(held.filter((lock) => lock.name.startsWith(OURS)).map((lock) => lock.name.slice(OURS.length)));
}

function alone(name, work) {
  return navigator.locks.request(name, work);
}
