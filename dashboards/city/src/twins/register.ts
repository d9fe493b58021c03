import type { CitySet, Kind, LocalName } from "../live/api";

export interface Quantity {
  value: number;
  unit: string;
}

/** What the register holds of a twin; what it does not say is null. */
export interface Described {
  kind: Kind;
  name: LocalName;
  area: string;
  set: CitySet;
  place: { lat: number; lon: number } | null;
  pv: { ratedPower: Quantity; peakPower?: Quantity | null; tiltDegrees?: number | null; facingDegrees?: number | null } | null;
  connection: { ratedPower: Quantity } | null;
  meteredBy: string | null;
  shuttle: { capacity: number | null; battery: Quantity | null; topSpeed: Quantity | null; route: string | null } | null;
  waste: { role: string; capacity: Quantity | null } | null;
  eWaste: { role: string; sendsTo: string[]; sanitiseWithinDays: number | null } | null;
  building?: { use: string } | null;
}

/** GET /v1/twins/{id}. */
export interface Registered {
  id: string;
  version: number;
  twin: Described;
  history: { version: number; entry: string; from: string | null; meter: { channel: string; at: string; last: Quantity; first: Quantity } | null }[];
}

/** GET /v1/channels. */
export interface ChannelKind {
  channel: string;
  nature: "gauge" | "register" | "interval-amount" | "position";
}

/** GET /v1/lots/{lot}. */
export interface Lot {
  lot: string;
  holders: { twin: string; since: string; inKg: number | null; treatedKg: number | null; givenKg: number | null; heldKg: number | null; flaw: string | null }[];
  handOvers: { from: string; to: string; sentAt: string | null; sentKg: number | null; receivedAt: string | null; receivedKg: number | null }[];
  items: { serial: string; twin: string; state: string; dataBearing: boolean; certificates: string[]; certified: boolean | null; lacks: string | null }[];
}
