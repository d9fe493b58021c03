import { modes } from "./modes";

/** A vehicle as the last frames told it. */
export interface Vehicle {
  id: string;
  lat: number;
  lon: number;
  /** Where it came from, degrees clockwise from north; null until it moved. */
  heading: number | null;
  /** Time of the fix, server's clock, ms. */
  fixedAt: number;
  /** Who drives, by index into `modes`. */
  mode: number;
}

/** A position older than this says little about where a vehicle is now. */
export const staleAfter = 90_000;

const headBytes = 8;
const vehicleBytes = 17;
// Less than this is a receiver's noise, not a turn.
const leastMetres = 1;

/** Degrees clockwise from north on a plane tangent to the city; null when it hardly moved. */
export const course = (fromLat: number, fromLon: number, toLat: number, toLon: number): number | null => {
  const north = (toLat - fromLat) * 111_132;
  const east = (toLon - fromLon) * 111_320 * Math.cos((fromLat * Math.PI) / 180);
  return Math.hypot(north, east) < leastMetres ? null : (Math.atan2(east, north) * (180 / Math.PI) + 360) % 360;
};

/** Vehicles by index, told by the frames of /v1/live/ws; client/Api/README.md has their form. */
export class Fleet {
  readonly vehicles: (Vehicle | undefined)[] = [];
  /** How many are driven so, by index into `modes`. */
  readonly driven: number[] = modes.map(() => 0);
  /** When the server made the last frame, its clock, ms. */
  toldAt = 0;
  #ids: string[] = [];

  /** Places that were not told by frames, such as those of the past. */
  static of(vehicles: readonly Vehicle[]): Fleet {
    const fleet = new Fleet();
    fleet.vehicles.push(...vehicles);
    for (const { mode } of vehicles) fleet.driven[mode]!++;
    return fleet;
  }

  name(first: number, ids: readonly string[]): void {
    this.#ids.splice(first, ids.length, ...ids);
  }

  /** Takes a binary frame; gives the indices of what has news. */
  take(frame: ArrayBuffer): number[] {
    const view = new DataView(frame);
    const toldAt = (this.toldAt = view.getFloat64(0, true));
    const moved: number[] = [];
    for (let at = headBytes; at + vehicleBytes <= view.byteLength; at += vehicleBytes) {
      const index = view.getUint32(at, true);
      const [lat, lon] = [view.getInt32(at + 4, true) / 1e7, view.getInt32(at + 8, true) / 1e7];
      const before = this.vehicles[index];
      const mode = modes[view.getUint8(at + 16)] ? view.getUint8(at + 16) : 0;
      if (before) this.driven[before.mode]!--;
      this.driven[mode]!++;
      const heading = before ? (course(before.lat, before.lon, lat, lon) ?? before.heading) : null;
      this.vehicles[index] = { id: this.#ids[index] ?? "", lat, lon, heading, fixedAt: toldAt - view.getUint32(at + 12, true), mode };
      moved.push(index);
    }
    return moved;
  }
}
