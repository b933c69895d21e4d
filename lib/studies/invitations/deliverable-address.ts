/**
 * What stands before the @ without quotation marks (RFC 5322, dot-atom), and since RFC 6532 letters of
 * any script: parts of these characters, parted by single full stops.
 */
const LOCAL =
  /^(?:[\w!#$%&'*+/=?^`{|}~-]|[^\p{ASCII}\s\p{Cc}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}])+(?:\.(?:[\w!#$%&'*+/=?^`{|}~-]|[^\p{ASCII}\s\p{Cc}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}])+)*$/u;
const LABEL = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/;

/**
 * True for an address that mail can be sent to: `r&d@`, `bounce=x@` and addresses in other letters among
 * them. No quoted local parts, no addresses of machines by number: nobody is invited there.
 */
export function isDeliverable(address: string): boolean {
  const at = address.lastIndexOf("@");
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  // RFC 5321: octets, and 254 for the whole of it.
  if (at < 1 || octets(local) > 64 || octets(address) > 254 || !LOCAL.test(local)) return false;
  const labels = asciiDomain(domain)?.split(".") ?? [];
  const isNumber = /^\d+$/.test(labels.at(-1) ?? "");
  return labels.length > 1 && !isNumber && labels.every((label) => LABEL.test(label));
}

/** A domain as the network knows it: "münchen.example" is "xn--mnchen-3ya.example". */
function asciiDomain(domain: string): string | null {
  // What an address of the web has besides a host.
  if (/[\s/?#:@[\]\\%]/.test(domain) || !URL.canParse(`http://${domain}`)) return null;
  return new URL(`http://${domain}`).hostname;
}

function octets(text: string): number {
  return new TextEncoder().encode(text).length;
}
