import type { Member } from "./duplicates_api.ts";
import { factsOf } from "./facts.ts";
import { t } from "./strings.ts";

/** What is known of two pictures, side by side; what differs is in ink. */
export function FactsTable({ left, right }: { readonly left: Member; readonly right: Member }) {
  return (
    <table class="facts">
      <caption class="spoken">{t("duplicates.facts")}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t("duplicates.side.left")}</th>
          <th scope="col">{t("duplicates.side.right")}</th>
        </tr>
      </thead>
      <tbody>
        {factsOf(left, right).map(({ name, left, right }) => (
          <tr key={name} data-equal={left === right || undefined}>
            <th scope="row">{t(name)}</th>
            <td>{left}</td>
            <td>{right}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
