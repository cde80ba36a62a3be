using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Limits;
using Orleans.Serialization.Invocation;

namespace FaceGrid.Silo.Authority;

/// <summary>Compares the arguments of a call with <see cref="MessageLimits"/>, the members of messages included.</summary>
internal static class MessageCheck
{
    private static readonly ConcurrentDictionary<Type, (PropertyInfo Property, MessageLimit? Limit)[]> Members = new();
    private static readonly ConcurrentDictionary<MethodInfo, (string Name, MessageLimit? Limit)[]> Parameters = new();

    /// <summary>Checks the arguments of a call.</summary>
    /// <exception cref="GridRequestException">One is beyond its limit; the message names it.</exception>
    public static void Require(MethodInfo method, IInvokable call)
    {
        var parameters = Parameters.GetOrAdd(method, static m => [.. m.GetParameters().Select(p => (
            p.Name!, MessageLimits.All.GetValueOrDefault((m.DeclaringType!, $"{m.Name}.{p.Name}"))))]);
        for (var i = 0; i < Math.Min(parameters.Length, call.GetArgumentCount()); i++)
        {
            Check(call.GetArgument(i), parameters[i].Limit, parameters[i].Name);
        }
    }

    private static void Check(object? value, MessageLimit? limit, string name)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                Range(text.Length, limit, name, "characters");
                break;
            case IEnumerable list:
                // Every list of a message is a collection; a type that counts only by enumeration is refused.
                Range(list is ICollection { Count: var count } ? count : long.MaxValue, limit, name, "elements");
                if (list is not (byte[] or float[]))
                {
                    foreach (var element in list)
                    {
                        Check(element, limit is { MostCharacters: > 0 } ? new MessageLimit(limit.MostCharacters) : null, name);
                    }
                }

                break;
            case int or long when limit is not null:
                var number = Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);
                if (number < limit.Least || number > limit.Most)
                {
                    throw Fault(name, $"{number} is not within {limit.Least} to {limit.Most}");
                }

                break;
            default:
                foreach (var (property, bound) in MembersOf(value.GetType()))
                {
                    Check(property.GetValue(value), bound, $"{value.GetType().Name}.{property.Name}");
                }

                break;
        }
    }

    /// <summary>The members of a message; none of a type that is not one.</summary>
    private static (PropertyInfo Property, MessageLimit? Limit)[] MembersOf(Type type) => Members.GetOrAdd(type, static t =>
        t.Assembly == typeof(GridKeys).Assembly && !t.IsEnum
            ? [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.GetIndexParameters().Length == 0)
                .Select(p => (p, MessageLimits.All.GetValueOrDefault((t, p.Name))))]
            : []);

    private static void Range(long size, MessageLimit? limit, string name, string unit)
    {
        if (limit is null || size > limit.Most || size < limit.Least)
        {
            throw Fault(name, limit is null
                ? "has no limit, and is refused"
                : $"has {size} {unit}, and {limit.Least} to {limit.Most} are permitted");
        }
    }

    private static GridRequestException Fault(string name, string reason) => new(GridError.InvalidRequest, name, reason);
}
