import { readerOf } from "../templates";
import alarms from "./alarms.json";
import measures from "./measures.json";
import refusals from "./refusals.json";
import reports from "./reports.json";
import unuKeys from "./unu-keys.json";

export const read = readerOf({ ...alarms, ...measures, ...refusals, ...reports, ...unuKeys });
