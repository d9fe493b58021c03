import type { Change, CitySet, District, Figure, Heartbeat, Snapshot } from "./api";

/** What the page knows of the city, and how. */
export interface Feed {
  link: "connecting" | "live" | "reconnecting" | "paused";
  set: CitySet;
  figures: ReadonlyMap<string, Figure>;
  districts: readonly District[];
  /** The city has just started and waits for its twins to speak. */
  gathering: boolean;
  /** Server's clock minus ours, in milliseconds. */
  ahead: number;
  /** When figures last came, by our clock; null before the first. */
  updatedAt: number | null;
  /** When the stream last said anything, by our clock. */
  heardAt: number;
}

export type FeedEvent = { now: number } & (
  | { kind: "ask"; set: CitySet }
  | { kind: "snapshot"; frame: Snapshot }
  | { kind: "change"; frame: Change }
  | { kind: "heartbeat"; frame: Heartbeat }
  | { kind: "lost" | "pause" }
);

/** The server speaks at least each 10 s; after two and a half times that the connection is dead. */
export const silenceAllowed = 25_000;
/** The city vouches for its sums each second or so; a server that has not heard of it for this long has lost it. */
const doubtAfter = 15_000;

export const nothing = (set: CitySet): Feed => ({
  link: "connecting",
  set,
  figures: new Map(),
  districts: [],
  gathering: false,
  ahead: 0,
  updatedAt: null,
  heardAt: 0,
});

/** Old figures stay on screen, said to be old, until the first frame of the new connection. */
const waiting = (feed: Feed) => (feed.updatedAt === null ? "connecting" : "reconnecting");

const beaten = (feed: Feed, beat: Heartbeat, now: number): Feed => {
  const behind = beat.asOf === null || Date.parse(beat.serverTime) - Date.parse(beat.asOf) > doubtAfter;
  const heard = { ...feed, gathering: !beat.complete, ahead: Date.parse(beat.serverTime) - now, heardAt: now };
  // A stream that resumed with nothing missed says so with a heartbeat and no frame.
  return feed.updatedAt === null ? heard : { ...heard, link: beat.complete && !behind ? "live" : "reconnecting" };
};

const merged = (figures: ReadonlyMap<string, Figure>, news: Iterable<Figure>) => {
  const all = new Map(figures);
  for (const figure of news) all.set(figure.id, figure);
  return all;
};

/** What the page knows after an event. Pure: times come in, nothing waits. */
export const reduce = (feed: Feed, event: FeedEvent): Feed => {
  const { kind, now } = event;
  // The sets share no number, so nothing of the other one stays on screen.
  if (kind === "ask") return event.set === feed.set ? { ...feed, link: waiting(feed), heardAt: now } : { ...nothing(event.set), ahead: feed.ahead, heardAt: now };
  if (feed.link === "paused") return feed;
  switch (kind) {
    case "snapshot": {
      const { city, serverTime } = event.frame;
      if (city.set !== feed.set) return feed;
      const districts = city.districts ?? [];
      const figures = merged(new Map(), [...city.figures, ...districts.flatMap((district) => district.figures)]);
      return { ...feed, link: "live", figures, districts, gathering: false, ahead: Date.parse(serverTime) - now, updatedAt: now, heardAt: now };
    }
    case "change":
      if (event.frame.set !== feed.set || feed.updatedAt === null) return feed;
      return {
        ...feed,
        link: "live",
        figures: merged(feed.figures, event.frame.figures),
        ahead: Date.parse(event.frame.serverTime) - now,
        updatedAt: now,
        heardAt: now,
      };
    case "heartbeat":
      return beaten(feed, event.frame, now);
    case "lost":
      return { ...feed, link: waiting(feed) };
    case "pause":
      return { ...feed, link: "paused" };
  }
};
