/** A mail address that breaks after its sign where a line is too short, and not before its last letter. */
export function MailText({ address }: { address: string }) {
  const domain = address.indexOf('@') + 1;
  return (
    <>
      {address.slice(0, domain)}
      <wbr />
      {address.slice(domain)}
    </>
  );
}
