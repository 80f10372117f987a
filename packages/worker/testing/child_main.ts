import { processPort } from "../crew/process_port.ts";

// For tests: a child that does what it is told.
const port = processPort<string, string | number>();
port.listen((message) => {
  switch (message) {
    case "throw":
      throw new TypeError("This child dies for a test");
    case "exit":
      process.exit(3);
      break;
    case "close":
      process.disconnect?.();
      break;
    default:
      port.post(message);
  }
});
port.post(process.pid);
