// A shop's backend: orders in a database, a nightly job over all of them, and every member's assessment at hand.
using StoreBackend;

await using var app = await StoreApp.CreateAsync(args);
await app.RunAsync();
