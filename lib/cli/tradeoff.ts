import { Conflict, InvalidInput, NotFound } from "@/lib/errors";
import { type Command, UsageError } from "./console/command";
import { explain } from "./console/explain";

/** By the words that call it. Loaded when called, so that a small command does not wait for all. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  design: async () => (await import("./commands/design")).designCommand,
  pairs: async () => (await import("./commands/pairs")).pairsCommand,
  simulate: async () => (await import("./commands/simulate")).simulateCommand,
  analyse: async () => (await import("./commands/analyse")).analyseCommand,
  power: async () => (await import("./commands/power")).powerCommand,
  turf: async () => (await import("./commands/turf")).turfCommand,
  import: async () => (await import("./commands/import")).importCommand,
  export: async () => (await import("./commands/export")).exportCommand,
  "user add": async () => (await import("./commands/user-add")).userAddCommand,
  "audit verify": async () => (await import("./commands/audit-verify")).auditVerifyCommand,
  backup: async () => (await import("./commands/backup")).backupCommand,
  restore: async () => (await import("./commands/restore")).restoreCommand,
  serve: async () => (await import("./commands/serve")).serveCommand,
  demo: async () => (await import("./commands/demo")).demoCommand,
};

/** What another command line can mend; the rest is trouble here. */
const MENDABLE = [UsageError, InvalidInput, NotFound, Conflict];

/** Runs the command that the arguments name. @returns the exit status */
async function main(args: string[]): Promise<number> {
  const isHelp = (word: string | undefined) => word === "--help" || word === "-h";
  if (args.length === 0 || isHelp(args[0]) || args[0] === "help") {
    await printCommands();
    return args.length === 0 ? 2 : 0;
  }
  const words = [`${args[0]} ${args[1]}`, args[0]].find((words) => Object.hasOwn(COMMANDS, words));
  if (!words) {
    if (args.some(isHelp)) {
      await printCommands();
      return 0;
    }
    throw new UsageError(`There is no command “${args[0]}”. See: npm run tradeoff -- --help`);
  }
  const command = await COMMANDS[words]();
  const rest = args.slice(words.split(" ").length);
  if (rest.some(isHelp)) {
    console.log(command.help);
    return 0;
  }
  return command.run(rest);
}

async function printCommands(): Promise<void> {
  const width = Math.max(...Object.keys(COMMANDS).map((words) => words.length));
  console.log("Usage: npm run tradeoff -- COMMAND [options]\n\nCommands:");
  for (const [words, load] of Object.entries(COMMANDS)) {
    console.log(`  ${words.padEnd(width)}  ${(await load()).summary}`);
  }
  console.log(
    "\nCOMMAND --help tells its options. DATABASE_URL names the database: postgres://… or a",
  );
  console.log("SQLite file; data/tradeoff.db when it is not set.");
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(explain(error));
  process.exitCode = MENDABLE.some((kind) => error instanceof kind) ? 2 : 1;
}
