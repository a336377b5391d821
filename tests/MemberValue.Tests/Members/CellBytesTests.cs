using System.Text;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>The stored bytes of whole states: what is written comes back as it was, and what nobody wrote is refused or is a state of its own.</summary>
public class CellBytesTests
{
    private static readonly LogRules Rules = LogRules.From(new MemberTableOptions());
    private static readonly DateOnly Day = new(2024, 5, 10);

    [Fact]
    public void A_state_comes_back_as_it_was() => Law.Holds(LogCase.Any, log => StateLawTests.EachMember(log, (rules, lines, expected) =>
    {
        var state = StateLawTests.StateOf(lines, rules);
        var again = MemberState.FromJson(state.ToJson());
        Assert.Equal(state.ToJson(), again.ToJson());
        Assert.Equal(state.AsOf(expected.Window), again.AsOf(expected.Window));
    }));

    [Fact]
    public void Changed_bytes_are_refused_with_the_place_or_are_a_state_that_comes_back()
    {
        var random = new Random(7);
        var refused = 0;
        for (var run = 0; run < 4_000; run++)
        {
            var state = Some(random);
            var bytes = CellBytes.Write(state.Cells!.Cells);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            try
            {
                var read = MemberState.FromJson(state.ToJson().Replace(
                    Convert.ToBase64String(CellBytes.Write(state.Cells!.Cells)), Convert.ToBase64String(bytes), StringComparison.Ordinal));
                Assert.Equal(read.ToJson(), MemberState.FromJson(read.ToJson()).ToJson());
            }
            catch (FormatException error)
            {
                Assert.StartsWith("The MemberState cannot be read: cells[", error.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.InRange(refused, 1_000, 3_999);
    }

    [Fact]
    public void A_purchase_takes_six_bytes_and_an_order_id_its_length_and_three_more()
    {
        var state = MemberState.Empty(Rules);
        for (var i = 0; i < 100; i++)
            state = state.With(new Transaction<int>(1, Day.AddDays(i * 9), 129.90m), Rules);
        Assert.InRange(CellBytes.Write(state.Cells!.Cells).Length, 500, 606);
        var with = MemberState.Empty(Rules);
        for (var i = 0; i < 100; i++)
            with = with.With(new Transaction<int>(1, Day.AddDays(i * 9), 129.90m) { OrderId = $"A-{100_000 + i}" }, Rules);
        Assert.Equal(CellBytes.Write(state.Cells!.Cells).Length + (100 * (8 + 3)), CellBytes.Write(with.Cells!.Cells).Length);
    }

    [Fact]
    public void Keys_and_order_ids_that_are_no_Unicode_come_back_as_they_were()
    {
        var ids = new[] { "\ud800", "\udc00\ud800", "x\ud83dy", "\ufffd", "\ud83d\ude00" };
        foreach (var order in Enum.GetValues<LogOrder>())
        {
            var builder = new MemberTableBuilder<string>(new MemberTableOptions { Order = order });
            foreach (var id in ids)
                builder.Add(new Transaction<string>(id, Day, 1) { OrderId = id });
            builder.Add(new Transaction<string>(ids[0], Day, 1) { OrderId = ids[0] });
            using var stream = new MemoryStream();
            builder.Save(stream);
            stream.Position = 0;
            var loaded = MemberTableBuilder.Load<string>(stream, builder.Rules);
            loaded.Add(new Transaction<string>(ids[0], Day, 1) { OrderId = ids[0] });
            loaded.Add(new Transaction<string>(ids[3], Day, 1) { OrderId = ids[0] });
            var table = loaded.BuildWhole();
            Assert.Equal(ids, table.Keys);
            Assert.Equal([1, 1, 1, 2, 1], table.Columns.Orders.ToArray());
        }
    }

    [Fact]
    public void A_member_twice_in_a_file_is_refused_with_the_line()
    {
        var builder = new MemberTableBuilder<string>();
        builder.Add(new Transaction<string>("a", Day, 10));
        builder.Add(new Transaction<string>("b", Day, 20));
        using var stream = new MemoryStream();
        builder.Save(stream);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        var twice = string.Join('\n', [lines[0], lines[1], lines[1], .. lines[3..]]);
        var error = Assert.Throws<FormatException>(() => MemberTableBuilder.Load<string>(new MemoryStream(Encoding.UTF8.GetBytes(twice)), builder.Rules));
        Assert.Contains("line 3: key is \"a\", and an earlier line is of the same member", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("firstCell\":739015", "firstCell\":739016", "firstCell and lastCell are 739016")]
    [InlineData("lastCell\":", "lastCell\":9", "lastCell is 9")]
    [InlineData("\"members\":2", "\"members\":3", "the file holds 2 members and should hold 3")]
    [InlineData("\"laterGaps\":[]", "\"laterGaps\":[{\"gap\":3,\"count\":1}]", "laterGaps has at least 1 gaps, and the members have 0")]
    public void An_end_that_contradicts_the_members_is_refused(string sound, string damaged, string says)
    {
        var builder = new MemberTableBuilder<int>();
        builder.AddRange([new Transaction<int>(1, Day, 10), new Transaction<int>(2, Day.AddDays(1), 10)]);
        var text = StateLawTests.Saved(builder);
        Assert.Contains(sound, text, StringComparison.Ordinal);
        var error = Assert.Throws<FormatException>(() => MemberTableBuilder.Load<int>(
            new MemoryStream(Encoding.UTF8.GetBytes(text.Replace(sound, damaged, StringComparison.Ordinal))), builder.Rules));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    private static MemberState Some(Random random)
    {
        var state = MemberState.Empty(Rules);
        for (var rows = random.Next(1, 12); rows > 0; rows--)
        {
            state = state.With(new Transaction<int>(1, Day.AddDays(random.Next(30)), random.Next(-50, 500) / 10m)
            {
                OrderId = random.Next(2) == 0 ? null : $"o{random.Next(9)}",
                Margin = random.Next(2) == 0 ? null : random.Next(50),
            }, Rules);
        }

        return state;
    }
}
