import { act, type ReactNode } from "react";
import { createRoot } from "react-dom/client";

/** Draws a part of a page into a document of its own, for specs that press and type. */
export async function drawn(part: ReactNode): Promise<HTMLElement> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const container = document.createElement("div");
  document.body.replaceChildren(container);
  await act(async () => createRoot(container).render(part));
  return container;
}

/** The one element of a selector whose name, by aria-label or label, is this; of all, the first. */
export function named<Found extends HTMLElement>(
  container: HTMLElement,
  selector: string,
  name: string,
): Found {
  const labels = (element: HTMLElement) => {
    const own = element.getAttribute("aria-label") ?? element.textContent;
    const label = element.id
      ? container.querySelector(`label[for="${element.id}"]`)?.textContent
      : undefined;
    return [own, label].map((text) => text?.trim());
  };
  const found = [...container.querySelectorAll<Found>(selector)].filter(
    (element) => labels(element).includes(name) && !element.closest("[hidden]"),
  );
  if (found.length === 0) throw new Error(`There is no ${selector} called "${name}".`);
  return found[0];
}

export async function press(element: HTMLElement): Promise<void> {
  await act(async () => {
    element.focus();
    element.click();
  });
}

/** Writes into a field, or chooses what a select offers, as a person does. */
export async function fill(
  field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement,
  value: string,
): Promise<void> {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set;
  await act(async () => {
    setter?.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

/** What the form in a container would send, "name=value" by field, as browsers do. */
export function sentFields(container: HTMLElement): string[] {
  const fields = container.querySelectorAll<HTMLInputElement>("form :is(input, select, textarea)");
  return [...fields]
    .filter((field) => field.name !== "" && !field.closest("fieldset[disabled]"))
    .filter((field) => !["checkbox", "radio"].includes(field.type) || field.checked)
    .map((field) => `${field.name}=${field.value}`);
}
