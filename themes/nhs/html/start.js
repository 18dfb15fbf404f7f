// Starts the design system's components. The pages work without it.
import { initAll } from "./nhsuk-frontend.min.js";

initAll();
