// What Artillery's scenario calls.
const endsAt = Date.now() + Number(process.env.SECONDS) * 1000;

export function isGoingOn(context, done) {
  done(Date.now() < endsAt);
}
