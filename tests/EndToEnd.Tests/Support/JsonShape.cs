using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FaceGrid.Cli.CommandLine;

namespace FaceGrid.EndToEnd.Tests.Support;

/// <summary>Names and JSON types of the properties of records, as the command line serialises them.</summary>
internal static class JsonShape
{
    private static readonly JsonSerializerOptions Options =
        new(Output.JsonOptions) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The given records and all records reachable from them, by name in ordinal order.</summary>
    /// <exception cref="InvalidOperationException">Two records have the same name.</exception>
    public static IReadOnlyDictionary<string, Type> Objects(IEnumerable<Type> results)
    {
        var objects = new SortedDictionary<string, Type>(StringComparer.Ordinal);
        var open = new Queue<Type>(results);
        while (open.TryDequeue(out var type))
        {
            if (objects.TryGetValue(type.Name, out var known))
            {
                _ = known == type ? type : throw new InvalidOperationException($"{known} and {type} have the same name");
                continue;
            }

            objects.Add(type.Name, type);
            foreach (var property in Options.GetTypeInfo(type).Properties)
            {
                if (ObjectOf(property.PropertyType) is { } inner)
                {
                    open.Enqueue(inner);
                }
            }
        }

        return objects;
    }

    /// <summary>The JSON properties of a record, in their order.</summary>
    public static IEnumerable<(string Name, string Type, PropertyInfo Property)> Properties(Type type) =>
        Options.GetTypeInfo(type).Properties.Where(p => p.Get is not null).Select(p =>
        {
            var property = (PropertyInfo)p.AttributeProvider!;
            return (p.Name, Describe(property.PropertyType, Nullability.Create(property)), property);
        });

    private static string Describe(Type type, NullabilityInfo nullability)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        var isNull = value != type || (!type.IsValueType && nullability.ReadState == NullabilityState.Nullable);
        return Name(value, nullability) + (isNull ? " or null" : "");
    }

    private static string Name(Type type, NullabilityInfo nullability) => type switch
    {
        _ when type == typeof(string) || type == typeof(Uri) => "string",
        _ when type == typeof(bool) => "boolean",
        _ when type == typeof(int) || type == typeof(long) => "integer",
        _ when type == typeof(double) || type == typeof(float) => "number",
        _ when type == typeof(DateTimeOffset) => "date-time",
        _ when type.IsEnum => "string: " + string.Join(", ", Enum.GetNames(type)),
        _ when DictionaryValue(type) is { } value => "object of " + Describe(value, nullability.GenericTypeArguments[1]),
        _ when Element(type) is { } element =>
            "array of " + Describe(element, nullability.ElementType ?? nullability.GenericTypeArguments[0]),
        _ => type.Name,
    };

    /// <summary>The record in a property's type, through nullable values, lists and dictionaries; null: none.</summary>
    private static Type? ObjectOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if ((DictionaryValue(type) ?? Element(type)) is { } inner)
        {
            return ObjectOf(inner);
        }

        return Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Object ? type : null;
    }

    private static Type? DictionaryValue(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? type.GetGenericArguments()[1] : null;

    private static Type? Element(Type type) => type.IsArray ? type.GetElementType()
        : type != typeof(string) && type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments()[0]
        : null;
}
