import type { ReactNode } from "react";
import { GapChart } from "@/app/_ui/charts/gap-chart";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { type GlossaryTerm, glossaryPath } from "@/lib/reports/glossary";
import type {
  SectionBlock,
  SectionContent,
  SectionTable,
} from "@/lib/reports/report/sections/section";
import { DownloadLink } from "./download-link";

/** A section of the report as the page shows it, with links to the files of its chart. */
export function SectionPanel({
  content,
  fileHref,
}: {
  content: SectionContent;
  /** The address of a file of this report. */
  fileHref: (file: string) => string;
}) {
  const { title, lead, chart, terms = [], blocks } = content;
  if (title === null) return <Blocks blocks={blocks} />;
  const isDrawn = blocks.some(({ kind }) => kind === "chart");
  return (
    <Panel
      title={title}
      lead={lead}
      action={
        chart && isDrawn ? (
          <span className="no-print flex gap-4 text-sm">
            {(["svg", "png"] as const).map((format) => (
              <DownloadLink key={format} href={fileHref(`${chart.id}-gaps.${format}`)}>
                {translator("report")("downloadChart", { format: format.toUpperCase() })}
              </DownloadLink>
            ))}
          </span>
        ) : undefined
      }
    >
      <Blocks blocks={blocks} />
      {terms.length > 0 ? <Terms terms={terms} /> : null}
    </Panel>
  );
}

function Terms({ terms }: { terms: readonly GlossaryTerm[] }) {
  const t = translator("glossary");
  return (
    <p className="no-print flex flex-wrap gap-x-3 gap-y-1 text-sm text-ink-soft">
      <span>{t("terms")}</span>
      {terms.map((term) => (
        <a key={term} href={glossaryPath(term)} className="link">
          {t(`name_${term}`)}
        </a>
      ))}
    </p>
  );
}

function Blocks({ blocks }: { blocks: readonly SectionBlock[] }) {
  return blocks.map((block) => <Block key={keyOf(block)} block={block} />);
}

/** No two blocks beside each other are of one kind and one name. */
function keyOf(block: SectionBlock): string {
  switch (block.kind) {
    case "chart":
      return `chart ${block.chart.id}`;
    case "table":
      return `table ${block.table.caption}`;
    case "text":
      return `text ${block.text}`;
    case "provenance":
      return block.kind;
    default:
      return `${block.kind} ${block.title ?? ""}`;
  }
}

function Block({ block }: { block: SectionBlock }) {
  switch (block.kind) {
    case "notice":
      return (
        <Notice tone={block.tone} title={block.title}>
          {block.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Notice>
      );
    case "chart":
      return <GapChart chart={block.chart} />;
    case "list":
      return (
        <section className="grid gap-2">
          <h3>{block.title}</h3>
          <ul className="grid list-disc gap-1 ps-5 marker:text-ink-soft">
            {block.lines.map((line) => (
              <li key={line} className="max-w-[72ch]">
                {line}
              </li>
            ))}
          </ul>
        </section>
      );
    case "table":
      return block.foldedUnder ? (
        <details>
          <summary className="text-sm font-medium">{block.foldedUnder}</summary>
          <div className="pt-3">
            <Table table={block.table} />
          </div>
        </details>
      ) : (
        <Table table={block.table} />
      );
    case "group":
      return (
        <section className="grid gap-2">
          <h3>{block.title}</h3>
          <Blocks blocks={block.blocks} />
        </section>
      );
    case "text":
      return <p className={block.isSmall ? "text-sm text-ink-soft" : undefined}>{block.text}</p>;
    case "provenance":
      return (
        <div className="grid gap-1 text-xs text-ink-soft">
          {block.lines.map(({ text, code }) => (
            <p key={text}>
              {text}
              {code ? (
                <>
                  {" "}
                  <code className="break-all">{code}</code>
                </>
              ) : null}
            </p>
          ))}
        </div>
      );
  }
}

function Table({ table: { caption, columns, rows } }: { table: SectionTable }) {
  return (
    <DataTable
      caption={caption}
      columns={columns.map(
        ({ key, title, numeric, studyWords }): Column => ({ key, title, numeric, studyWords }),
      )}
      rows={rows.map((row) => ({
        ...row,
        cells: Object.fromEntries(
          columns.map(({ key, whole }): [string, ReactNode] => [
            key,
            whole ? onOneLine(row.cells[key]) : row.cells[key],
          ]),
        ),
      }))}
    />
  );
}

function onOneLine(text: string | undefined): ReactNode {
  return text ? <span className="whitespace-nowrap">{text}</span> : text;
}
