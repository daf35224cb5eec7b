// What the pages do beyond links and forms; every one of them is whole without it.
import { live } from "./live.js";

for (const form of document.querySelectorAll("form[data-live]")) live(form);
