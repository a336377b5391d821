using System.Reflection;
using System.Reflection.Emit;

namespace MemberValue.Tests.Conventions;

/// <summary>What a method's code calls, in the order of the code.</summary>
internal static class MethodCalls
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>The methods and constructors called, each with the type that the call is constrained to, if it is.</summary>
    public static IEnumerable<(MethodBase Called, Type? Constrained)> Of(MethodBase method)
    {
        Type? constrained = null;
        foreach (var (code, token) in Operands(method))
        {
            var member = Resolve(method, token);
            if (code == OpCodes.Constrained)
            {
                constrained = member as Type;
                continue;
            }

            if (member is MethodBase called)
                yield return (called, constrained);
            constrained = null;
        }
    }

    /// <summary>The metadata tokens of types and members in a method's code, with their instruction; strings and call-site signatures are left out.</summary>
    public static IEnumerable<(OpCode Code, int Token)> Operands(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            yield break;
        for (var at = 0; at < code.Length;)
        {
            var value = (short)code[at++];
            if (value == 0xFE)
                value = (short)(0xFE00 | code[at++]);
            var known = OpCodesByValue[value];
            if (known.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return (known, BitConverter.ToInt32(code, at));
            at += known.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }

    public static MemberInfo Resolve(MethodBase method, int token)
    {
        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return method.Module.ResolveMember(token, typeArguments, methodArguments)!;
    }
}
