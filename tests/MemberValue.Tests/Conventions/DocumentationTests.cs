using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MemberValue.Tests.Conventions;

/// <summary>Every public member says what it is. The compiler demands a comment; this demands words in it.</summary>
public partial class DocumentationTests
{
    [Theory]
    [MemberData(nameof(Libraries.Names), MemberType = typeof(Libraries))]
    public void Every_public_type_and_member_has_a_summary(string name)
    {
        var library = Libraries.Named(name);
        var documented = Documented(XDocument.Load(Path.ChangeExtension(library.Location, ".xml")));
        Assert.True(documented.Count > 50);
        Repository.NoViolation(library.GetExportedTypes().SelectMany(Ids).Except(documented).Select(id => $"{id} has no summary"));
    }

    [Fact]
    public void An_empty_summary_does_not_count()
    {
        var documented = Documented(XDocument.Parse("""
            <doc><members>
                <member name="T:A"><summary>   </summary></member>
                <member name="T:B"><param name="x">Only this.</param></member>
                <member name="T:C"><summary>Words.</summary></member>
                <member name="T:D"><inheritdoc/></member>
                <member name="T:E"><summary><see cref="T:C"/></summary></member>
            </members></doc>
            """));
        Assert.Equal(["T:C", "T:D", "T:E"], documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ids_are_those_that_the_compiler_writes() => Assert.Equal(
        [
            "M:MemberValue.Tests.Conventions.DocumentationTests.Sample`1.Find``1(System.ReadOnlySpan{``0},`0@,System.Collections.Generic.KeyValuePair{`0,System.Nullable{System.Int32}[]},System.Double[0:,0:])",
            "M:MemberValue.Tests.Conventions.DocumentationTests.Sample`1.op_Implicit(MemberValue.Tests.Conventions.DocumentationTests.Sample{`0})~System.Int32",
            "P:MemberValue.Tests.Conventions.DocumentationTests.Sample`1.Item(System.Int32)",
            "T:MemberValue.Tests.Conventions.DocumentationTests.Sample`1",
        ],
        Ids(typeof(Sample<>)).Order(StringComparer.Ordinal));

    private static HashSet<string> Documented(XDocument document) => document.Descendants("member")
        .Where(member => member.Element("inheritdoc") is not null
            || (member.Element("summary") is { } summary && (summary.HasElements || !string.IsNullOrWhiteSpace(summary.Value))))
        .Select(member => member.Attribute("name")!.Value)
        .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Ids(Type type)
    {
        yield return "T:" + Name(type);
        foreach (var member in ApiPrinter.WrittenMembers(type))
        {
            var name = Name(type) + "." + member.Name.Replace('.', '#');
            switch (member)
            {
                // A class without a written constructor has one all the same, and nowhere to document it.
                case ConstructorInfo constructor when constructor.GetParameters().Length > 0:
                    yield return "M:" + name + Parameters(constructor.GetParameters());
                    break;
                // Overrides and implementations inherit their words.
                case MethodInfo method when method.GetBaseDefinition() == method:
                    var generics = method.IsGenericMethod ? "``" + method.GetGenericArguments().Length : "";
                    var result = method.Name is "op_Implicit" or "op_Explicit" ? "~" + Id(method.ReturnType) : "";
                    yield return "M:" + name + generics + Parameters(method.GetParameters()) + result;
                    break;
                case PropertyInfo property:
                    yield return "P:" + name + Parameters(property.GetIndexParameters());
                    break;
                case FieldInfo:
                    yield return "F:" + name;
                    break;
                case EventInfo:
                    yield return "E:" + name;
                    break;
            }
        }
    }

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(",", parameters.Select(parameter => Id(parameter.ParameterType)))})";

    private static string Id(Type type)
    {
        if (type.IsByRef)
            return Id(type.GetElementType()!) + "@";
        if (type.IsArray)
            return Id(type.GetElementType()!) + (type.GetArrayRank() == 1 ? "[]" : $"[{string.Join(",", Enumerable.Repeat("0:", type.GetArrayRank()))}]");
        if (type.IsGenericMethodParameter)
            return "``" + type.GenericParameterPosition;
        if (type.IsGenericTypeParameter)
            return "`" + type.GenericParameterPosition;
        if (!type.IsGenericType)
            return Name(type);
        var open = Arity().Replace(Name(type.GetGenericTypeDefinition()), "");
        return open + "{" + string.Join(",", type.GetGenericArguments().Select(Id)) + "}";
    }

    [GeneratedRegex("`[0-9]+")]
    private static partial Regex Arity();

    public sealed class Sample<TKey>
    {
        public int this[int index] => index;

        public static implicit operator int(Sample<TKey> sample) => sample[0];

        public int Find<TResult>(ReadOnlySpan<TResult> keys, out TKey? found, KeyValuePair<TKey, int?[]> pair, double[,] matrix)
        {
            found = pair.Key;
            return keys.Length + matrix.Length;
        }

        public override string ToString() => "";
    }
}
