using System.Reflection;

namespace MemberValue.Tests.Conventions;

/// <summary>Which types a type refers to: in its signatures, its fields, its attributes and the bodies of its methods.</summary>
internal static class TypeReferences
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Plain types and generic definitions: arrays, references and type arguments are taken apart.</summary>
    public static IReadOnlySet<Type> Of(Type type)
    {
        var found = new HashSet<Type>();
        Add(found, type.BaseType);
        foreach (var face in type.GetInterfaces())
            Add(found, face);
        AddConstraints(found, type.GetGenericArguments());
        AddAttributes(found, type);
        foreach (var member in type.GetMembers(All))
        {
            AddAttributes(found, member);
            switch (member)
            {
                case FieldInfo field:
                    Add(found, field.FieldType);
                    break;
                case PropertyInfo property:
                    Add(found, property.PropertyType);
                    break;
                case MethodBase method:
                    AddMethod(found, method);
                    break;
            }
        }

        return found;
    }

    private static void AddMethod(HashSet<Type> found, MethodBase method)
    {
        foreach (var parameter in method.GetParameters())
            Add(found, parameter.ParameterType);
        if (method is MethodInfo info)
            Add(found, info.ReturnType);
        if (method.IsGenericMethodDefinition)
            AddConstraints(found, method.GetGenericArguments());
        if (method.GetMethodBody() is not { } body)
            return;
        foreach (var local in body.LocalVariables)
            Add(found, local.LocalType);
        foreach (var clause in body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause))
            Add(found, clause.CatchType);
        foreach (var (_, token) in MethodCalls.Operands(method))
            AddToken(found, MethodCalls.Resolve(method, token));
    }

    private static void AddToken(HashSet<Type> found, MemberInfo member)
    {
        Add(found, member as Type ?? member.DeclaringType);
        switch (member)
        {
            case FieldInfo field:
                Add(found, field.FieldType);
                break;
            case MethodBase called:
                foreach (var parameter in called.GetParameters())
                    Add(found, parameter.ParameterType);
                if (called is MethodInfo info)
                    Add(found, info.ReturnType);
                if (called.IsGenericMethod)
                    Array.ForEach(called.GetGenericArguments(), argument => Add(found, argument));
                break;
        }
    }

    private static void AddAttributes(HashSet<Type> found, MemberInfo member)
    {
        foreach (var attribute in member.GetCustomAttributesData())
            Add(found, attribute.AttributeType);
    }

    private static void AddConstraints(HashSet<Type> found, Type[] generics)
    {
        foreach (var generic in generics)
            Array.ForEach(generic.IsGenericParameter ? generic.GetGenericParameterConstraints() : [], constraint => Add(found, constraint));
    }

    private static void Add(HashSet<Type> found, Type? type)
    {
        while (type?.HasElementType == true)
            type = type.GetElementType();
        if (type is null || type.IsGenericParameter || (type.IsGenericType && found.Contains(type)))
            return;
        if (type.IsGenericType)
        {
            Array.ForEach(type.GetGenericArguments(), argument => Add(found, argument));
            type = type.GetGenericTypeDefinition();
        }

        found.Add(type);
    }
}
