using System.Text;
using System.Text.Json;

namespace MemberValue.Tests.Conformance.Json;

/// <summary>One damaged text of a document, and what was done to it.</summary>
/// <param name="What">In words, with the place.</param>
/// <param name="Text">The damaged text.</param>
/// <param name="MustFail">Whether no reader may take it: a number beyond all numbers, a key twice, half a surrogate pair, a flag that is not there.</param>
internal sealed record Mutation(string What, string Text, bool MustFail = false);

/// <summary>Damages JSON text: every value, every property, and bytes anywhere. Seeded; of long documents a sample.</summary>
internal static class Mutations
{
    private static readonly string[] Numbers =
    [
        "1e309", "-1e309", "-1", "0", "0.5", "-1e308", "1e308", "5e-324", "2147483647", "2147483648", "-2147483649", "9223372036854775807",
        "9223372036854775808", "79228162514264337593543950335", "79228162514264337593543950336", "34028236692093846346337460844", "0.00000000000000000001",
        "\"1\"", "true", "[]", "{}",
    ];

    private const string Letters = "0-9.eE{}[]\",: \n\\\0\ud83dÿtfn";

    private static readonly string[] Texts =
        ["\"\"", "\" \"", "\"1\"", "\"\\ud800\"", "\"x\\udc00y\"", "\"\\u0000\"", "\"NaN\"", "7", "false", "[\"x\"]", "{}"];

    /// <summary>What is not the document and may have come from it.</summary>
    /// <param name="text">A sound document, or several, one per line.</param>
    /// <param name="seed">Which sample.</param>
    /// <param name="most">How many at most, about.</param>
    public static IEnumerable<Mutation> Of(string text, int seed, int most)
    {
        var random = new Random(seed);
        var all = Spots(Encoding.UTF8.GetBytes(text)).SelectMany(spot => Of(text, spot)).Concat(Bytes(text, random, most / 4)).ToList();
        return all.Count <= most ? all : all.Where(mutation => random.Next(all.Count) < most);
    }

    private static IEnumerable<Mutation> Of(string text, Spot spot)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        string With(int start, int end, string other) => string.Concat(Encoding.UTF8.GetString(bytes[..start]), other, Encoding.UTF8.GetString(bytes[end..]));
        Mutation Value(string other, bool mustFail = false) => new($"{spot.Path} becomes {other}", With(spot.Start, spot.End, other), mustFail);
        var own = Encoding.UTF8.GetString(bytes[spot.Start..spot.End]);
        if (own != "null")
            yield return Value("null", mustFail: spot.Kind is JsonTokenType.True or JsonTokenType.False);
        var others = spot.Kind switch
        {
            JsonTokenType.Number => Numbers,
            JsonTokenType.String => Texts,
            JsonTokenType.True or JsonTokenType.False => [own == "true" ? "false" : "true", "\"true\"", "0", "1"],
            JsonTokenType.StartArray => ["[]", "{}", "0", own == "[]" ? "[null]" : $"[null,{own[1..]}", own == "[]" ? "[0,0]" : $"[{own},{own[1..]}"],
            JsonTokenType.StartObject => ["{}", "[]", "\"x\""],
            _ => new[] { "0", "\"x\"", "false", "[]", "{}" },
        };
        foreach (var other in others)
            yield return Value(other, mustFail: other.Contains("e309", StringComparison.Ordinal) || other == "\"\\ud800\"" || other == "\"x\\udc00y\"");
        if (spot.Kind == JsonTokenType.String)
        {
            yield return Value($"\" {own[1..]}");
            yield return Value(own.ToUpperInvariant());
        }

        if (spot.Name is not { } name)
            yield break;
        var property = Encoding.UTF8.GetString(bytes[spot.NameStart..spot.End]);
        yield return new Mutation($"{spot.Path} is gone", Without(text, bytes, spot), spot.Kind is JsonTokenType.True or JsonTokenType.False);
        yield return new Mutation($"{spot.Path} is given twice", With(spot.NameStart, spot.NameStart, property + ","), MustFail: true);
        yield return new Mutation($"{spot.Path} is given twice, null first", With(spot.NameStart, spot.NameStart, $"\"{name}\":null,"), MustFail: true);
        yield return new Mutation($"{spot.Path} has another name", With(spot.NameStart + 1, spot.NameStart + 1, "no "), MustFail: true);
        yield return new Mutation($"{spot.Path} is spelt with an escape", With(spot.NameStart + 1, spot.NameStart + 1, "\\ud800"), MustFail: true);
    }

    private static string Without(string text, byte[] bytes, Spot spot)
    {
        var (start, end) = (spot.NameStart, spot.End);
        while (end < bytes.Length && bytes[end] is (byte)' ' or (byte)'\n' or (byte)'\r')
            end++;
        if (bytes[end] == ',')
            end++;
        else
        {
            while (bytes[start] is not ((byte)',' or (byte)'{'))
                start--;
            start += bytes[start] == '{' ? 1 : 0;
        }

        return Encoding.UTF8.GetString(bytes[..start]) + Encoding.UTF8.GetString(bytes[end..]);
    }

    private static IEnumerable<Mutation> Bytes(string text, Random random, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var at = random.Next(text.Length);
            var letter = Letters[random.Next(Letters.Length)].ToString();
            yield return (i % 4) switch
            {
                0 => new Mutation($"cut at {at}", text[..at]),
                1 => new Mutation($"'{letter}' put in at {at}", text.Insert(at, letter)),
                2 => new Mutation($"a letter gone at {at}", text.Remove(at, 1)),
                _ => new Mutation($"'{letter}' at {at}", text.Remove(at, 1).Insert(at, letter)),
            };
        }
    }

    /// <summary>Every value, with the property that it belongs to.</summary>
    private static List<Spot> Spots(byte[] json)
    {
        var (spots, line) = (new List<Spot>(), 0);
        while (line < json.Length)
        {
            var end = Array.IndexOf(json, (byte)'\n', line);
            var whole = IsLines(json) && end >= 0 ? json[line..end] : json[line..];
            var reader = new Utf8JsonReader(whole);
            var (open, name) = (new Stack<(int Spot, string Path, bool IsList, int Count)>(), default((string Name, int Start)?));
            while (reader.Read())
            {
                var at = line + (int)reader.TokenStartIndex;
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    name = (reader.GetString()!, at);
                    continue;
                }

                if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
                {
                    var closed = open.Pop();
                    spots[closed.Spot] = spots[closed.Spot] with { End = line + (int)reader.BytesConsumed };
                    continue;
                }

                var path = "$";
                if (open.TryPop(out var parent))
                {
                    path = parent.IsList ? $"{parent.Path}[{parent.Count}]" : $"{parent.Path}.{name!.Value.Name}";
                    open.Push(parent with { Count = parent.Count + 1 });
                }

                spots.Add(new Spot(path, reader.TokenType, at, line + (int)reader.BytesConsumed, name?.Name, name?.Start ?? 0));
                name = null;
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                    open.Push((spots.Count - 1, path, reader.TokenType == JsonTokenType.StartArray, 0));
            }

            line += whole.Length + 1;
        }

        return spots;
    }

    /// <summary>A file of lines has a whole object in the first.</summary>
    private static bool IsLines(byte[] json) => Array.IndexOf(json, (byte)'\n') is > 0 and var end && json[end - 1] == '}' && json[0] == '{';

    private sealed record Spot(string Path, JsonTokenType Kind, int Start, int End, string? Name, int NameStart);
}
