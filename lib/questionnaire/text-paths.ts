/**
 * The same settings with the text at a path replaced ("anchor.all", "points.2"); unchanged where there
 * is none.
 */
export function withTextAt<Settings extends object>(
  settings: Settings,
  path: string,
  change: (text: string) => string,
): Settings {
  // A text was put where a text is: the shape is the one that came in.
  return withText(settings, path.split("."), change) as Settings;
}

function withText(
  settings: object,
  [name, ...rest]: readonly string[],
  change: (text: string) => string,
): object {
  const held = (settings as Record<string, unknown>)[name];
  if (typeof held === "string" && rest.length === 0) return replaced(settings, name, change(held));
  if (held === null || typeof held !== "object") return settings;
  return replaced(settings, name, withText(held, rest, change));
}

function replaced(settings: object, name: string, value: unknown): object {
  if (!Array.isArray(settings)) return { ...settings, [name]: value };
  return settings.map((each, index) => (String(index) === name ? value : each));
}
