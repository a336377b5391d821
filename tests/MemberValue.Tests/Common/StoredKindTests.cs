using System.Text;
using MemberValue.Common;

namespace MemberValue.Tests.Common;

/// <summary>The one way in which the library's types are kept as JSON: what is written, and what is said of a document that cannot be read.</summary>
public class StoredKindTests
{
    private static readonly StoredKind Kind = new("Thing", 3);

    [Fact]
    public void Type_and_version_come_first_and_what_does_not_exist_is_left_out()
    {
        static void Fields(DocumentWriter to)
        {
            to.Text("text", "中文 \"quoted\"");
            to.Text("none", null);
            to.Name("day", DayOfWeek.Sunday);
            to.Flag("flag", false);
            to.Whole("whole", long.MaxValue);
            to.Number("third", 1 / 3.0);
            to.Number("nan", double.NaN);
            to.Number("zero", -0.0);
            to.Money("money", 1.50m);
            to.Numbers("numbers", [1.5, double.PositiveInfinity]);
            to.Parts("parts", [1, 2], static (part, number) => part.Whole("n", number));
        }

        Assert.Equal(
            """
            {"type":"Thing","version":3,"text":"中文 \u0022quoted\u0022","day":"Sunday","flag":false,"whole":9223372036854775807,"third":0.3333333333333333,
            "zero":-0,"money":1.50,"numbers":[1.5,null],"parts":[{"n":1},{"n":2}]}
            """.ReplaceLineEndings(""),
            (Kind with { IsIndented = false }).Write(Fields));
        Assert.Contains("\"none\": null,", (Kind with { WritesNulls = true }).Write(Fields), StringComparison.Ordinal);
        using var stream = new MemoryStream();
        Kind.Write(stream, Fields);
        Assert.Equal(Kind.Write(Fields), Encoding.UTF8.GetString(stream.ToArray()));
        Assert.True(stream.CanRead);
        Assert.Throws<ArgumentNullException>(() => Kind.Write(null!, Fields));
    }

    [Fact]
    public void Every_bit_of_a_number_comes_back()
    {
        var random = new Random(7);
        var numbers = Enumerable.Range(0, 10_000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64())).Where(double.IsFinite)
            .Concat([double.MaxValue, double.Epsilon, -0.0, 0.1, 1e300, -1e-300]).ToArray();
        var back = Kind.Read(Kind.Write(to => to.Numbers("numbers", numbers)), from => from.Numbers("numbers"));
        Assert.Equal(numbers.Select(BitConverter.DoubleToInt64Bits), back.Select(BitConverter.DoubleToInt64Bits));
    }

    [Theory]
    [InlineData("", "it is not JSON")]
    [InlineData("{\"type\": \"Thing\", ", "it is not JSON")]
    [InlineData("[]", "it is not an object, and must be one with \"type\": \"Thing\"")]
    [InlineData("{}", "it must have \"type\": \"Thing\"")]
    [InlineData("{\"type\": 1}", "it must have \"type\": \"Thing\"")]
    [InlineData("{\"type\": \"Other\", \"version\": 1}", "it is a Other, and must have \"type\": \"Thing\"")]
    [InlineData("{\"type\": \"Thing\"}", "version is missing")]
    [InlineData("{\"type\": \"Thing\", \"version\": 0}", "version is 0 and must be a whole number of 1 or more")]
    [InlineData("{\"type\": \"Thing\", \"version\": \"1\"}", "version is \"1\" and must be a whole number")]
    [InlineData("{\"type\": \"Thing\", \"version\": 3, \"n\": 1, \"n\": 2}", "n is given twice")]
    [InlineData("{\"type\": \"Thing\", \"version\": 3, \"m\": 1}", "m is not a field of it")]
    [InlineData("{\"type\": \"Thing\", \"version\": 3, \"N\": 1}", "n is missing; it is written 'N' here")]
    [InlineData("{\"type\": \"Thing\", \"version\": 3, \"n\": null}", "n is missing")]
    [InlineData("{\"type\": \"Thing\", \"version\": 3, \"n\": 1e999}", "n is 1e999 and must be a finite number")]
    [InlineData("{\"type\": \"Thing\", \"version\": 3, \"n\": -1}", "the number is negative")]
    public void What_cannot_be_read_is_named(string json, string says)
    {
        Func<DocumentReader, double> read = json.Contains("\"m\"", StringComparison.Ordinal) ? _ => 0 : from =>
            from.Number("n") is >= 0 and var n ? n : throw new ArgumentOutOfRangeException(nameof(from), -1, "the number is negative");
        Assert.StartsWith($"The Thing cannot be read: {says}", Message(() => Kind.Read(json, read)), StringComparison.Ordinal);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        Assert.StartsWith($"The Thing cannot be read: {says}", Message(() => Kind.Read(stream, read)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lastCel", "lastCell is missing; 'lastCel', which is here, may be meant for it")]
    [InlineData("lastCellls", "lastCell is missing; 'lastCellls', which is here, may be meant for it")]
    [InlineData("latsCell", "lastCell is missing; 'latsCell', which is here, may be meant for it")]
    [InlineData("LastCeel", "lastCell is missing; 'LastCeel', which is here, may be meant for it")]
    [InlineData("LASTCELL", "lastCell is missing; it is written 'LASTCELL' here")]
    [InlineData("firstCell", "lastCell is missing")] // a field of its own
    [InlineData("lastel", "lastCell is missing; 'lastCelle', which is here, may be meant for it", "lastCelle")] // the nearest
    [InlineData("x", "lastCell is missing")]
    public void A_missing_field_names_the_one_that_is_written_almost_like_it(string name, string says, string second = "y") => Assert.EndsWith(
        $" {says}.", Message(() => Read($"\"{name}\": 1, \"{second}\": 2", from => from.Number("lastCell"))), StringComparison.Ordinal);

    [Fact]
    public void A_field_that_was_read_already_is_not_meant_for_a_missing_one() => Assert.EndsWith(
        " rowss is missing.", Message(() => Read("\"rows\": 1", from => from.Number("rows") + from.Number("rowss"))), StringComparison.Ordinal);

    [Fact]
    public void A_newer_version_is_refused_and_an_older_one_read()
    {
        Assert.Equal(
            "The Thing was written as version 4; this library reads up to version 3.", Message(() => Read("\"n\": 1", from => from.Number("n"), version: 4)));
        Assert.Equal(1, Read("\"n\": 1", from => from.Number("n"), version: 1));
        Assert.Throws<ArgumentNullException>(() => Kind.Read((string)null!, _ => 0));
        Assert.Throws<ArgumentNullException>(() => Kind.Read((Stream)null!, _ => 0));
    }

    [Fact]
    public void A_wrong_field_says_its_place_what_it_is_and_what_it_must_be()
    {
        Refused("\"a\": 1", from => from.Text("a"), "a is 1 and must be a text");
        Refused("\"a\": 1", from => from.Flag("a"), "a is 1 and must be true or false");
        Refused("\"a\": true", from => from.Whole("a"), "a is true and must be a whole number");
        Refused("\"a\": 1.0", from => from.Whole("a"), "a is 1.0 and must be a whole number");
        Refused("\"a\": 3000000000", from => from.Whole("a"), "a is 3000000000 and must be a whole number");
        Refused("\"a\": 9", from => from.Whole("a", 1, 8), "a is 9 and must be a whole number from 1 to 8");
        Refused("\"a\": -9", from => from.Long("a", 0), "a is -9 and must be a whole number of 0 or more");
        Refused("\"a\": 2", from => from.Number("a", NumberRange.Share), "a is 2 and must be 0 to 1");
        Refused("\"a\": \"x\"", from => from.MoneyOrNull("a"), "a is \"x\" and must be an amount of money");
        Refused("\"a\": \"monday\"", from => from.Name<DayOfWeek>("a"), "a is 'monday' and must be one of Sunday, Monday");
        Refused("\"a\": \"1\"", from => from.Name<DayOfWeek>("a"), "a is '1' and must be one of Sunday, Monday");
        Refused("\"a\": [1, null]", from => from.Numbers("a"), "a[1] is null and must be a finite number");
        Refused("\"a\": [[1], [2, \"x\"]]", from => from.Rows("a"), "a[1][1] is \"x\" and must be a finite number");
        Refused("\"a\": {}", from => from.Texts("a"), "a is {} and must be a list");
        Refused("\"a\": []", from => from.Part("a", part => 0), "a is [] and must be an object");
        Refused("\"a\": {\"b\": [{\"c\": 1}, {\"c\": \"x\"}]}", from => from.Part("a", part => part.Parts("b", each => each.Number("c"))), "a.b[1].c is \"x\"");
        Refused("\"a\": {\"b\": 1}", from => from.Part("a", part => 0), "a.b is not a field of it");
        Refused("\"a\": {}", from => from.Part("a", part => part.Number("b")), "a.b is missing");
        Refused("\"a\": {}", from => from.Part<int>("a", part => throw new ArgumentException("The b is wrong.", nameof(from))), "a: The b is wrong.");
        Refused("\"a\": \"" + new string('x', 99) + "\"", from => from.Number("a"), "a is \"" + new string('x', 39) + "... and must be");
    }

    [Fact]
    public void Null_is_the_same_as_missing()
    {
        foreach (var fields in (string[])["", "\"a\": null"])
        {
            Assert.True(Read(fields, from => from.TextOrNull("a") is null && from.WholeOrNull("a") is null && from.MoneyOrNull("a") is null && !from.Has("a")));
            Assert.True(Read(fields, from => double.IsNaN(from.NumberOrNaN("a")) && from.NumbersOrNull("a") is null));
            Assert.Null(Read(fields, from => from.NameOrNull<DayOfWeek>("a")));
            Assert.True(Read(fields, from => from.PartOrNull("a", part => "x") is null && from.DocumentOrNull("a", json => json) is null));
        }

        Assert.Equal([1, double.NaN], Read("\"a\": [1, null]", from => from.NumbersOrNaN("a")));
    }

    private static T Read<T>(string fields, Func<DocumentReader, T> read, int version = 3) =>
        Kind.Read($"{{\"type\": \"Thing\", \"version\": {version}{(fields.Length > 0 ? ", " : "")}{fields}}}", read);

    private static void Refused<T>(string fields, Func<DocumentReader, T> read, string says) =>
        Assert.StartsWith($"The Thing cannot be read: {says}", Message(() => Read(fields, read)), StringComparison.Ordinal);

    private static string Message<T>(Func<T> read) => Assert.Throws<FormatException>(() => { read(); }).Message;
}
