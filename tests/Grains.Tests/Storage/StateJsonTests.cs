using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Storage;

namespace FaceGrid.Grains.Tests.Storage;

public sealed class StateJsonTests
{
    public static TheoryData<Type> States => [.. typeof(StateJsonContext).GetCustomAttributesData()
        .Where(a => a.AttributeType == typeof(JsonSerializableAttribute))
        .Select(a => (Type)a.ConstructorArguments[0].Value!)];

    [Theory]
    [MemberData(nameof(States))]
    public void Write_EveryMemberSet_SameBytesAsByReflection(Type type)
    {
        var state = Filled(type, depth: 0)!;

        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(state, type), Call<byte[]>(nameof(StateJson.Write), type, state));
    }

    [Fact]
    public void Write_ByteArrayIsNull_IsNullAgain()
    {
        var page = new ShardPageState { Entries = [new ShardPageEntry(new ShardEntry("anna", 1, [1, 2]), InDoubt: false)] };

        var written = StateJson.Write(page);

        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(page), written);
        Assert.Null(Assert.Single(StateJson.Read<ShardPageState>(written).Entries).Sealed);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Read_EveryMemberSet_SameStateAsByReflection(Type type)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(Filled(type, depth: 0), type);

        var read = Call<object>(nameof(StateJson.Read), type, payload);

        Assert.Equal(
            JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize(payload, type), type),
            JsonSerializer.SerializeToUtf8Bytes(read, type));
        Assert.Equal(payload, JsonSerializer.SerializeToUtf8Bytes(read, type));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Read_NoMembers_DefaultsAsByReflection(Type type) => Assert.Equal(
        JsonSerializer.Serialize(JsonSerializer.Deserialize("{}", type), type),
        JsonSerializer.Serialize(Call<object>(nameof(StateJson.Read), type, "{}"u8.ToArray()), type));

    private static T Call<T>(string method, Type type, object argument) =>
        (T)typeof(StateJson).GetMethod(method)!.MakeGenericMethod(type).Invoke(null, [argument])!;

    /// <summary>A value that no member of leaves as it is by default.</summary>
    private static object? Filled(Type type, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return $"text {depth} Zoë 東京";
        }

        if (type == typeof(byte[]))
        {
            return new byte[] { 0, 200, (byte)depth };
        }

        if (type == typeof(DateTimeOffset))
        {
            return new DateTimeOffset(2024, 2, 29, 1, 2, 3, depth, TimeSpan.FromHours(2));
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(1);
        }

        if (type.IsPrimitive)
        {
            return type == typeof(bool) ? true : Convert.ChangeType(depth + 3, type, provider: null);
        }

        if (type.IsGenericType
            && type.GetGenericArguments() is [var element]
            && type.IsAssignableFrom(typeof(List<>).MakeGenericType(element)))
        {
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
            list.Add(Filled(element, depth + 1));
            list.Add(Filled(element, depth + 2));
            return list;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>))
        {
            var dictionary = (IDictionary)Activator.CreateInstance(type)!;
            dictionary.Add("key", Filled(type.GetGenericArguments()[1], depth + 1));
            return dictionary;
        }

        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select((p, i) => Filled(p.ParameterType, depth + i + 1))]);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod?.IsPublic == true))
        {
            property.SetValue(made, Filled(property.PropertyType, depth + 1));
        }

        return made;
    }
}
