using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace MemberValue.Tests.Conventions;

/// <summary>
/// Prints the public surface of an assembly, one line per member, sorted, the same on every framework: what a user can compile against.
/// Members that the compiler adds to records (equality, ToString, Deconstruct) are left out; the word record stands for them.
/// </summary>
internal static class ApiPrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Print(IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        foreach (var type in types.OrderBy(type => type.Namespace, StringComparer.Ordinal).ThenBy(type => Name(type), StringComparer.Ordinal))
        {
            text.Append(type.Namespace).Append('.').Append(Name(type)).Append(" : ").Append(Kind(type)).Append('\n');
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
                text.Append("    ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The public and protected members that someone wrote; accessors stand with their property.</summary>
    public static IEnumerable<MemberInfo> WrittenMembers(Type type) => type.GetMembers(Declared).Where(member => member switch
    {
        Type => false,
        MethodBase method => Visible(method) && (!method.IsSpecialName || method.IsConstructor || method.Name.StartsWith("op_", StringComparison.Ordinal)),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(Visible) && property.Name != "EqualityContract",
        FieldInfo field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName,
        EventInfo => true,
        _ => false,
    } && !member.IsDefined(typeof(CompilerGeneratedAttribute)));

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Kind(Type type)
    {
        var isRecord = type.GetMethod("<Clone>$") is not null
            || (type.IsValueType && type.GetMethod("PrintMembers", Declared) is not null);
        var words = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } =>
                (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + (isRecord ? "record struct" : "struct"),
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (isRecord ? "record" : "class"),
        };
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var parents = type.IsEnum || words == "delegate" ? [] : type.GetInterfaces().Except(inherited).Select(face => Name(face)).Order(StringComparer.Ordinal)
            .ToList();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
            parents.Insert(0, Name(parent));
        return words + (parents.Count == 0 ? "" : " : " + string.Join(", ", parents)) + Constraints(type.GetGenericArguments());
    }

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var member in WrittenMembers(type))
        {
            yield return member switch
            {
                FieldInfo field => Field(field),
                PropertyInfo property => Property(property),
                ConstructorInfo constructor => $"{Modifiers(constructor)}.ctor({Parameters(constructor)})",
                MethodInfo method => $"{Modifiers(method)}{Annotated(method.ReturnParameter)} "
                    + $"{Name(method)}({Parameters(method)}){Constraints(method.GetGenericArguments())}",
                EventInfo happening => $"event {Name(happening.EventHandlerType!)} {happening.Name}",
                _ => throw new NotSupportedException(member.ToString()),
            };
        }
    }

    private static string Field(FieldInfo field)
    {
        // A decimal constant is a static field with its value in an attribute.
        if (field.GetCustomAttribute<DecimalConstantAttribute>() is { } constant)
            return $"const decimal {field.Name} = {Literal(constant.Value)}";
        var words = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? " = " + Literal(field.GetRawConstantValue()) : "";
        return field.DeclaringType!.IsEnum ? field.Name + value : words + Annotated(field) + " " + field.Name + value;
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = new List<string>();
        if (property.GetMethod is { } getter && Visible(getter))
            accessors.Add("get;");
        if (property.SetMethod is { } setter && Visible(setter))
            accessors.Add(IsInit(setter) ? "init;" : "set;");
        var name = property.GetIndexParameters() is { Length: > 0 } indices ? $"this[{string.Join(", ", indices.Select(Parameter))}]" : property.Name;
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Modifiers(property.GetAccessors(nonPublic: true)[0])}{required}{Annotated(property)} {name} {{ {string.Join(" ", accessors)} }}";
    }

    public static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Modifiers(MethodBase method)
    {
        var words = (method.IsPublic ? "" : "protected ") + (method.IsStatic && !method.IsConstructor ? "static " : "");
        if (method.DeclaringType!.IsInterface || method is not MethodInfo info || !method.IsVirtual)
            return words;
        if (info.GetBaseDefinition() != info)
            return words + "override ";
        return words + (method.IsAbstract ? "abstract " : method.IsFinal ? "" : "virtual ");
    }

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var way = !parameter.ParameterType.IsByRef ? parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : ""
            : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
        var standard = parameter.HasDefaultValue ? " = "
            + (parameter.RawDefaultValue is null && parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null
            ? "default"
            : Literal(parameter.RawDefaultValue)) : "";
        return $"{way}{Annotated(parameter)} {parameter.Name}{standard}";
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => "\"" + text + "\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Annotated(ParameterInfo parameter) =>
        Annotated(new NullabilityInfoContext().Create(parameter)) + Mark(parameter.ParameterType, parameter.GetCustomAttributesData(), parameter.Member);

    private static string Annotated(PropertyInfo property) =>
        Annotated(new NullabilityInfoContext().Create(property)) + Mark(property.PropertyType, property.GetCustomAttributesData(), property.DeclaringType!);

    private static string Annotated(FieldInfo field) =>
        Annotated(new NullabilityInfoContext().Create(field)) + Mark(field.FieldType, field.GetCustomAttributesData(), field.DeclaringType!);

    /// <summary>The mark of a bare T that must not be null by its constraint: what the compiler wrote, since the context reads T in the light of its
    /// neighbours.</summary>
    private static string Mark(Type type, IEnumerable<CustomAttributeData> attributes, MemberInfo at)
    {
        var bare = type.IsByRef ? type.GetElementType()! : type;
        if (!bare.IsGenericParameter || !IsNotNull(bare))
            return "";
        var own = attributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "NullableAttribute");
        if (own is not null)
            return own.ConstructorArguments[0].Value is (byte)2 ? "?" : "";
        for (MemberInfo? outer = at; outer is not null; outer = outer.DeclaringType)
        {
            var context = outer.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "NullableContextAttribute");
            if (context is not null)
                return context.ConstructorArguments[0].Value is (byte)2 ? "?" : "";
        }

        return "";
    }

    /// <summary>A type as C# writes it, with a question mark where null is allowed.</summary>
    private static string Annotated(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        // A bare T has its mark from Mark: an unconstrained one reads as nullable whether or not it is written T?.
        var mark = !type.IsValueType && info.ReadState == NullabilityState.Nullable && !type.IsGenericParameter ? "?" : "";
        if (info.ElementType is { } element)
            return Annotated(element) + Brackets(type) + mark;
        return Name(type, info.GenericTypeArguments.Select(Annotated).ToArray()) + mark;
    }

    private static string Name(MethodInfo method) => method.IsGenericMethod
        ? $"{method.Name}<{string.Join(", ", method.GetGenericArguments().Select(type => type.Name))}>"
        : method.Name;

    public static string Name(Type type, string[]? arguments = null)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return (arguments is [var only] ? only : Name(underlying)) + "?";
        if (type.IsArray)
            return Name(type.GetElementType()!) + Brackets(type);
        var keyword = Keyword(type);
        if (keyword is not null || type.IsGenericParameter)
            return keyword ?? type.Name;
        var own = type.Name.Split('`')[0];
        var generics = type.GetGenericArguments();
        var outer = type.DeclaringType is { } parent ? parent.Name.Split('`')[0] + "." : "";
        if (generics.Length == 0)
            return outer + own;
        return $"{outer}{own}<{string.Join(", ", arguments is { Length: > 0 } ? arguments : generics.Select(generic => Name(generic)))}>";
    }

    private static string? Keyword(Type type) => type.IsEnum ? null : Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => "bool",
        TypeCode.Byte => "byte",
        TypeCode.Int32 => "int",
        TypeCode.Int64 => "long",
        TypeCode.UInt32 => "uint",
        TypeCode.UInt64 => "ulong",
        TypeCode.Double => "double",
        TypeCode.Single => "float",
        TypeCode.Decimal => "decimal",
        TypeCode.String => "string",
        TypeCode.Char => "char",
        _ => type == typeof(void) ? "void" : type == typeof(object) ? "object" : null,
    };

    private static string Brackets(Type array) => $"[{new string(',', array.GetArrayRank() - 1)}]";

    private static string Constraints(Type[] generics)
    {
        var text = new StringBuilder();
        foreach (var generic in generics.Where(generic => generic.IsGenericParameter))
        {
            var words = generic.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(type => Name(type)).ToList();
            var attributes = generic.GenericParameterAttributes;
            if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
                words.Insert(0, "struct");
            else if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
                words.Insert(0, "class");
            else if (IsNotNull(generic))
                words.Insert(0, "notnull");
            if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !words.Contains("struct"))
                words.Add("new()");
            if (words.Count > 0)
                text.Append(" where ").Append(generic.Name).Append(" : ").Append(string.Join(", ", words));
        }

        return text.ToString();
    }

    /// <summary>The compiler writes "not null" as a nullable annotation of 1 on the parameter, or on what declares it.</summary>
    private static bool IsNotNull(Type generic)
    {
        var own = generic.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "NullableAttribute");
        if (own is not null)
            return own.ConstructorArguments[0].Value is (byte)1;
        for (MemberInfo? at = generic.DeclaringMethod ?? (MemberInfo?)generic.DeclaringType; at is not null; at = at.DeclaringType)
        {
            var context = at.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "NullableContextAttribute");
            if (context is not null)
                return context.ConstructorArguments[0].Value is (byte)1;
        }

        return false;
    }
}
