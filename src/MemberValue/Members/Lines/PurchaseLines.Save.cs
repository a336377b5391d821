using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using MemberValue.Common;

namespace MemberValue.Members;

public sealed partial class PurchaseLines<TKey>
{
    /// <summary>Writes all sums as JSON lines: a header, one line per member, and an end.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="keyJson">How a key is written; null for text, int, long and GUID keys.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">The key is of another type and <paramref name="keyJson"/> is null.</exception>
    /// <remarks>Identities of lines are saved as far back as <see cref="LogRules.RowIdCells"/> says. The report is not saved.</remarks>
    public void Save(Stream stream, JsonTypeInfo<TKey>? keyJson = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var keys = new KeyJson<TKey>(keyJson);
        PurchaseLines.Stored.Write(stream, to =>
        {
            StatesFile.WriteRules(to, Rules, Currency);
            _sums.Names.Write(to);
        });
        var idsFrom = Math.Max(
            _reader.IdsFrom, Rules.RowIdCells == 0 || _firstSeen > _lastSeen ? int.MinValue : Math.Max(int.MinValue, _lastSeen - (long)Rules.RowIdCells + 1));
        var kept = _sums.Kept.Where(line => line.Value.Cell >= idsFrom).ToLookup(line => line.Key.Member, line => (line.Key.Id, line.Value));
        var pairs = _sums.ByMember(Count, out var starts);
        for (var member = 0; member < Count; member++)
        {
            var of = member;
            PurchaseLines.Stored.WriteLine(stream, to =>
            {
                to.Value("key", (object)of, (json, _) => keys.Write(json, Index[of]));
                to.Parts("categories", pairs[starts[of]..starts[of + 1]], (part, pair) =>
                {
                    part.Text("category", _sums.Names[_sums.CategoryOf(pair)]);
                    _sums[pair].Write(part);
                });
                if (_sums.Items(of) is { Count: > 0 } items)
                    to.Text("items", items.ToText());
                if (kept.Contains(of))
                    to.Parts("rows", kept[of].OrderBy(line => line.Id), (part, line) => Write(part, line.Id, line.Value));
            });
        }

        PurchaseLines.Stored.WriteLine(stream, to =>
        {
            to.Whole("members", Count);
            to.Whole("firstCell", _firstSeen > _lastSeen ? null : _firstSeen);
            to.Whole("lastCell", _firstSeen > _lastSeen ? null : _lastSeen);
            StatesFile.WriteLoads(to, (_load.IsEmpty ? _earlierLoads : [_load, .. _earlierLoads]).Take(LoadDigest.Kept), idsFrom);
        });
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Adds a saved line of the file; returns whether it is the last one.</summary>
    internal bool AddSaved(string text, long line, KeyJson<TKey> keys) => PurchaseLines.Stored.ReadLine(text, line, from =>
    {
        if (from.Has("members"))
        {
            ReadEnd(from);
            return true;
        }

        var element = from.JsonOrNull("key") ?? throw from.Damaged("key is missing");
        var key = keys.Read(from, "key", element);
        if (Index.Find(key) >= 0)
            throw from.Damaged($"key is {element.GetRawText()}, and an earlier line is of the same member");
        var member = Index.GetOrAdd(key);
        var known = new HashSet<int>();
        from.Parts("categories", part =>
        {
            var name = part.TextOrNull("category");
            var category = _sums.Names.Of(name);
            if (category < 0 || !known.Add(category))
                throw part.Damaged($"category is {name ?? "null"}, and must be one that the options have, each once");
            return _sums.Of(member, category) = CategorySums.Read(part, Rules.Calendar);
        });
        _sums.ItemsOf(member) = DistinctHashes.Read(from, "items");
        foreach (var (id, row) in from.PartsOrNull("rows", Read) ?? [])
        {
            if (!known.Contains(row.Category) || !_sums.Kept.TryAdd((member, id), row))
                throw from.Damaged($"rows must be of the member's categories, each identity once");
        }

        return false;
    });

    private void ReadEnd(DocumentReader from)
    {
        if (from.Whole("members", 0) is var expected && expected != Count)
            throw from.Damaged($"the file holds {Count} members and should hold {expected}");
        var first = StateJson.CellOrNone(from, "firstCell", Rules.Calendar);
        var last = StateJson.CellOrNone(from, "lastCell", Rules.Calendar);
        if ((first == MemberColumns.NoCell) != (last == MemberColumns.NoCell) || first > last)
            throw from.Damaged($"firstCell is {first} and lastCell is {last}; both must be there, the first not after the last");
        for (var pair = 0; pair < _sums.Pairs; pair++)
        {
            if (_sums[pair].Lines > 0 && (_sums[pair].LastCell < first || _sums[pair].LastCell > last))
                throw from.Damaged($"firstCell and lastCell are {first} and {last}, and a member has lines outside of them");
        }

        (_earlierLoads, _reader.IdsFrom) = StatesFile.ReadLoads(from);
        if (first != MemberColumns.NoCell)
            (_firstSeen, _lastSeen) = (first, last);
    }

    private void Write(DocumentWriter to, ulong id, in KeptLine line)
    {
        to.Text("id", id.ToString("x16", CultureInfo.InvariantCulture));
        to.Text("category", _sums.Names[line.Category]);
        to.Text("order", line.Order == 0 ? null : line.Order.ToString("x16", CultureInfo.InvariantCulture));
        to.Whole("cell", line.Cell);
        to.Money("amount", CategorySums.Amount(line.Amount));
        to.Money("quantity", CategorySums.Amount(line.Quantity));
        to.Flag("refund", line.IsRefund);
        to.Name("unknown", line.Unknown);
    }

    private (ulong Id, KeptLine Line) Read(DocumentReader from)
    {
        ulong Hash(string name, string text) => ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash) && hash != 0
            ? hash : throw from.Damaged($"{name} is '{text}' and must be a number of 16 digits from 0 to f, not 0");
        var line = new KeptLine
        {
            Category = _sums.Names.Find(from.TextOrNull("category")),
            Order = from.TextOrNull("order") is { } order ? Hash("order", order) : 0,
            Cell = StateJson.CellOrNone(from, "cell", Rules.Calendar),
            Amount = CategorySums.Sum(from, "amount"),
            Quantity = CategorySums.Sum(from, "quantity"),
            IsRefund = from.Flag("refund"),
            Unknown = from.Name<UnknownCategory>("unknown"),
        };
        return line.Cell != MemberColumns.NoCell ? (Hash("id", from.Text("id")), line) : throw from.Damaged("cell is missing");
    }
}
