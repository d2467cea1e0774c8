// Calls the server, and tells when it stops and when it answers again.

const HEADERS = { "Content-Type": "application/json", "X-Focalpoint": "1" };
const MOST_LEAVING = 60000; // bytes that a browser still sends while a window closes
const PAUSE = 2000; // milliseconds until a stopped server is asked again

// Fetches JSON; null where the server does not answer.
export async function ask(path) {
  try {
    const answer = await fetch(path);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

// Sends a command; the status is 0 where nobody answers, and 403 where a newer desk does not know this window yet.
export async function send(path, command, leaving = false) {
  const body = JSON.stringify(command);
  try {
    const answer = await fetch(path, { method: "POST", headers: HEADERS, body, keepalive: leaving && body.length < MOST_LEAVING });
    return { status: answer.status, ok: answer.ok, reply: answer.status === 403 ? {} : await answer.json() };
  } catch {
    return { status: 0, ok: false, reply: {} };
  }
}

// Calls `news` with each serial, `lost` when the stream ends, and `back` when it begins again.
export function listen({ news, lost, back }) {
  let down = false;
  const open = () => {
    const events = new EventSource("events");
    events.onopen = () => {
      if (down) back();
      down = false;
    };
    events.onmessage = (event) => news(Number(event.data));
    events.onerror = () => {
      down = true;
      lost();
      // A browser asks again by itself after a lost connection, but not after a refusal.
      if (events.readyState === EventSource.CLOSED) setTimeout(open, PAUSE);
    };
  };
  open();
}
