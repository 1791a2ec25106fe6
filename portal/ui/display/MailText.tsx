/** A mail address that wraps after the @ sign when a line is too short. */
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
