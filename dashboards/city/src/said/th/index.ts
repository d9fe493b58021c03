import { namesIn } from "../names";
import { readerOf } from "../templates";
import accounts from "./accounts.json";
import alarms from "./alarms.json";
import explanations from "./explanations.json";
import factors from "./factors.json";
import measures from "./measures.json";
import methods from "./methods.json";
import refusals from "./refusals.json";
import reports from "./reports.json";
import unuKeys from "./unu-keys.json";

export const read = readerOf({ ...namesIn("th"), ...alarms, ...measures, ...methods, ...explanations, ...accounts, ...factors, ...refusals, ...reports, ...unuKeys });
