import type { CitySet } from "../live/api";
import { Fleet } from "./frames";
import { lateAfter, Lateness } from "./lateness";

const leastWait = 500;
const mostWait = 4000;

/** The vehicles of one set, over a WebSocket that comes back by itself. Call `close` when done. */
export class Vehicles {
  /** How many there are by who drives, by index into `modes`; null before the first answer. */
  driven = $state.raw<readonly number[] | null>(null);
  /** So many whole seconds later than it could be what is drawn was drawn; null while that is less than one. */
  late = $state.raw<number | null>(null);
  fleet = new Fleet();
  #lateness = new Lateness();
  #moved: (indices: number[], anew: boolean, since: number) => void;
  #socket: WebSocket | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #wait = leastWait;
  #set: CitySet;

  /** @param moved Told which indices moved; `anew` when the connection began and older places are void; `since` when the page began to take the frame. */
  constructor(set: CitySet, moved: (indices: number[], anew: boolean, since: number) => void) {
    this.#set = set;
    this.#moved = moved;
    this.#open();
  }

  #open(): void {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = (this.#socket = new WebSocket(`${scheme}//${location.host}/v1/live/ws?set=${this.#set}`));
    socket.binaryType = "arraybuffer";
    let anew = true;
    socket.onmessage = (message: MessageEvent<string | ArrayBuffer>) => {
      this.#wait = leastWait;
      if (typeof message.data === "string") {
        const { first, ids } = JSON.parse(message.data) as { first: number; ids: string[] };
        // Another connection may number otherwise.
        if (first === 0) this.fleet = new Fleet();
        this.fleet.name(first, ids);
        return;
      }
      const since = performance.now();
      this.#moved(this.fleet.take(message.data), anew, since);
      if (this.fleet.driven.some((count, mode) => count !== this.driven?.[mode])) this.driven = [...this.fleet.driven];
      anew = false;
    };
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      this.#retry = setTimeout(() => this.#open(), this.#wait);
      this.#wait = Math.min(mostWait, this.#wait * 2);
    };
  }

  /** Told with each drawing: when the oldest frame was made whose positions it is the first to show. */
  drawn(toldAt: number): void {
    const late = this.#lateness.of(toldAt, performance.now());
    this.late = late > lateAfter ? Math.round(late / 1000) : null;
  }

  close(): void {
    clearTimeout(this.#retry);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }
}
