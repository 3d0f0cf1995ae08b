/** A name in parts, such as `member:1180…/money`, that breaks between them where there is little room. */
export const Parted = ({ name }: { readonly name: string }) => (
  <>
    {name.split(/(?<=[:/-])/).map((part) => (
      <>
        {part}
        <wbr />
      </>
    ))}
  </>
);
