import type { Route, Twin } from "../live/api";
import geography from "./geo/districts.json";

type Position = [lon: number, lat: number];

export interface Feature {
  type: "Feature";
  id?: number;
  properties: Record<string, string | number>;
  geometry: { type: "Point"; coordinates: Position } | { type: "LineString"; coordinates: Position[] };
}

export interface Features {
  type: "FeatureCollection";
  features: Feature[];
}

export const centres: ReadonlyMap<string, Position> = new Map(
  geography.features.map(({ properties: { code, lon, lat } }) => [code, [lon, lat]]),
);

const collection = (features: Feature[]): Features => ({ type: "FeatureCollection", features });
const at = (coordinates: Position, properties: Feature["properties"]): Feature => ({ type: "Feature", properties, geometry: { type: "Point", coordinates } });

/** Names at the districts' centres. */
export const labels = (name: (code: string) => string): Features => collection([...centres].map(([code, centre]) => at(centre, { code, name: name(code) })));

/** One bubble for each district with buildings; single roofs would hide each other from afar. */
export const bubbles = (twins: readonly Twin[]): Features => {
  const counts = new Map<string, number>();
  for (const { kind, area } of twins) if (kind === "building" && centres.has(area)) counts.set(area, (counts.get(area) ?? 0) + 1);
  return collection([...counts].map(([code, count]) => at(centres.get(code)!, { code, count, label: String(count) })));
};

/** Every twin that stands somewhere, by kind; carts move and are drawn elsewhere. */
export const standing = (twins: readonly Twin[], name: (twin: Twin) => string): Features =>
  collection(
    twins
      .filter((twin) => twin.kind !== "shuttle" && twin.place)
      .map((twin) => at([twin.place!.lon, twin.place!.lat], { twin: twin.id, kind: twin.kind, name: name(twin), old: twin.freshness === "stale" || twin.freshness === "silent" ? 1 : 0 })),
  );

/** The ways that shuttles drive, each closed. */
export const loops = (routes: readonly Route[]): Features =>
  collection(
    routes.flatMap(({ id, loop }) =>
      loop ? [{ type: "Feature" as const, properties: { route: id ?? "" }, geometry: { type: "LineString" as const, coordinates: [...loop, loop[0]!].map(({ lat, lon }): Position => [lon, lat]) } }] : []),
  );

/** Where shuttles stop, each once, also where several routes do. */
export const stops = (routes: readonly Route[], name: (stop: Route["stops"][number]) => string): Features => {
  const told = new Map(routes.flatMap((route) => route.stops.map((stop) => [`${stop.stop} ${stop.place.lat} ${stop.place.lon}`, stop] as const)));
  return collection([...told.values()].map((stop) => at([stop.place.lon, stop.place.lat], { stop: stop.stop, name: name(stop) })));
};

export interface Flow {
  from: string;
  to: string;
  kilograms: number;
}

/** Lines from site to site, as wide as what went; a flow whose ends are not both on the map is left out. */
export const flowLines = (flows: readonly Flow[], twins: readonly Twin[]): Features => {
  const places = new Map(twins.flatMap((twin) => (twin.place ? [[twin.id, twin.place] as const, [twin.area, twin.place] as const] : [])));
  return collection(
    flows.flatMap(({ from, to, kilograms }) => {
      const [a, b] = [places.get(from), places.get(to)];
      if (!a || !b || a === b) return [];
      return [{ type: "Feature" as const, properties: { kilograms }, geometry: { type: "LineString" as const, coordinates: arc([a.lon, a.lat], [b.lon, b.lat]) } }];
    }),
  );
};

/** Bent a little, so that there and back do not lie on each other. */
const arc = (from: Position, to: Position): Position[] => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const middle: Position = [(from[0] + to[0]) / 2 - dy * 0.15, (from[1] + to[1]) / 2 + dx * 0.15];
  return Array.from({ length: 25 }, (_, step): Position => {
    const s = step / 24;
    const [p, q, r] = [(1 - s) ** 2, 2 * s * (1 - s), s * s];
    return [p * from[0] + q * middle[0] + r * to[0], p * from[1] + q * middle[1] + r * to[1]];
  });
};
