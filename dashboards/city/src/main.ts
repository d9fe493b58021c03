import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/noto-sans-thai/wght.css";
import "./styles.css";
import { mount } from "svelte";
import App from "./App.svelte";

mount(App, { target: document.body });
performance.mark("shell");
