import { useEffect } from "preact/hooks";
import { fetchStatus } from "../../api.ts";
import { Icon } from "../../parts/icon.tsx";
import { printBytes } from "../../quantities.ts";
import { status } from "../../state.ts";
import { Doctor } from "./doctor.tsx";
import { t } from "./strings.ts";

/** What this archive and this server are. */
export function About() {
  useEffect(() => {
    void fetchStatus()
      .then((answer) => {
        status.value = answer;
      })
      .catch(() => undefined);
  }, []);
  const known = status.value;
  return (
    <article class="about">
      <Icon name="tree" />
      <h1>{t("about.title")}</h1>
      {known !== null && (
        <dl class="label">
          <Row name={t("about.holds")}>
            {t("about.holds.value", { n: known.items, bytes: printBytes(known.bytes) })}
          </Row>
          <Row name={t("about.archive")}>
            <code>{known.archive}</code>
          </Row>
          <Row name={t("about.access")}>
            {t(known.readOnly ? "about.access.readOnly" : "about.access.full")}
          </Row>
          <Row name={t("about.version")}>{known.version}</Row>
          <Row name={t("about.api")}>
            <a href="api/openapi.json">{t("about.api.link")}</a>
          </Row>
          <Row name={t("about.licence")}>{t("about.licence.value")}</Row>
        </dl>
      )}
      <Doctor />
    </article>
  );
}

function Row({
  name,
  children,
}: {
  readonly name: string;
  readonly children: preact.ComponentChildren;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
