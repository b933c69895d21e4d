import { InvalidInput } from "@/lib/errors";
import { errorText } from "@/lib/i18n/translator";
import { type Command, UsageError } from "./command";
import { Cancelled, type Terminal } from "./terminal";

/** The shell's status for a process that Ctrl-C ended. */
const INTERRUPTED = 130;

/** A command that only computes: files in, JSON or CSV out, no database. */
export interface EngineCommand extends Command {
  /** The same on streams of the caller's choice. */
  runOn(args: string[], terminal: Terminal): Promise<number>;
}

/**
 * Bad input of any kind, in files, options or what the engine makes of them, is one line and exit
 * status 2. Ctrl-C ends the computation in its threads; nothing is written before all is computed.
 */
export function engineCommand(given: {
  summary: string;
  help: string;
  run(args: string[], terminal: Terminal): Promise<void>;
}): EngineCommand {
  const runOn = async (args: string[], terminal: Terminal): Promise<number> => {
    try {
      await given.run(args, terminal);
      return 0;
    } catch (error) {
      if (error instanceof Cancelled) {
        terminal.stderr.write(`${error.message}\n`);
        return INTERRUPTED;
      }
      throw asUsageError(error);
    }
  };
  return {
    summary: given.summary,
    help: given.help,
    runOn,
    async run(args) {
      const interrupt = new AbortController();
      const onInterrupt = () => interrupt.abort(new Cancelled());
      process.once("SIGINT", onInterrupt);
      try {
        const { stdout, stderr } = process;
        return await runOn(args, { stdout, stderr, signal: interrupt.signal });
      } finally {
        process.off("SIGINT", onInterrupt);
      }
    },
  };
}

function asUsageError(error: unknown): unknown {
  if (error instanceof InvalidInput) {
    const [{ path, key, values }, ...others] = error.issues;
    const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
    return new UsageError(`${path} ${errorText(key, values)}${more}`.trim());
  }
  // The engine refuses values out of range with a sentence that names them.
  if (error instanceof RangeError) return new UsageError(error.message);
  return error;
}
