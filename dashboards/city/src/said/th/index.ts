import { readerOf } from "../templates";
import alarms from "./alarms.json";

export const read = readerOf({ ...alarms });
