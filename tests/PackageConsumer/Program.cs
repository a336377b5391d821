// Runs the main path of the library and prints what comes out. The same program is run by the just-in-time compiler, trimmed, and as native code
// where that can be built; all print the same.
using System.Globalization;
using PackageConsumer;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
var shop = Shop.Simulate(members: 400, seed: 6);

// A part of the library a line, a file each.
(string Name, Action<Shop> Run)[] parts =
[
    ("members", Members.Run),
    ("rfm", Scores.Run),
    ("composite", Composites.Run),
    ("clusters", Groups.Run),
    ("lifecycle", Stages.Run),
    ("clv", Values.Run),
    ("models", Models.Run),
    ("churn", Risks.Run),
    ("learning", Learning.Run),
    ("metrics", Rates.Run),
    ("host", Host.Run),
    ("reports", Reports.Run), // last: the check looks for it
];
foreach (var (name, run) in parts)
{
    Output.Heading(name);
    run(shop);
}
