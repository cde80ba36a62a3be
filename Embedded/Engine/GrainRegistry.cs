using System.Reflection;
using Orleans;
using Orleans.Configuration;
using Orleans.Metadata;
using Orleans.Runtime;

namespace FaceGrid.Embedded.Engine;

/// <summary>All grain classes, by their name in ids and by interface.</summary>
internal sealed class GrainRegistry
{
    private readonly Dictionary<GrainType, GrainClass> byType = [];
    private readonly Dictionary<Type, List<GrainClass>> byInterface = [];

    public GrainRegistry(IEnumerable<Assembly> assemblies, GrainCollectionOptions collection)
    {
        foreach (var type in assemblies.Distinct().SelectMany(a => a.GetTypes()).Where(IsGrainClass))
        {
            var grainClass = new GrainClass(type, collection);
            if (!byType.TryAdd(grainClass.GrainType, grainClass))
            {
                throw new OrleansConfigurationException(
                    $"Grain classes {byType[grainClass.GrainType].Type.FullName} and {type.FullName} have the same grain type '{grainClass.GrainType}'.");
            }

            foreach (var face in grainClass.Interfaces)
            {
                if (!byInterface.TryGetValue(face, out var classes))
                {
                    byInterface[face] = classes = [];
                }

                classes.Add(grainClass);
            }
        }
    }

    public GrainClass this[GrainType type] =>
        byType.TryGetValue(type, out var found) ? found : throw new ArgumentException($"Could not find an implementation for grain type '{type}'.");

    public GrainType TypeFor(Type face, string? classNamePrefix)
    {
        if (!byInterface.TryGetValue(face, out var classes))
        {
            throw new ArgumentException($"Could not find an implementation for interface {face.FullName}");
        }

        if (!string.IsNullOrEmpty(classNamePrefix))
        {
            var matches = classes.FindAll(c => c.Type.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal));
            return matches.Count == 1 ? matches[0].GrainType : throw new ArgumentException(
                $"{(matches.Count == 0 ? "Could not find an implementation" : "Found several implementations")} for interface {face.FullName} with prefix '{classNamePrefix}'");
        }

        if (classes.Count == 1)
        {
            return classes[0].GrainType;
        }

        var named = face.GetCustomAttribute<DefaultGrainTypeAttribute>()?.GrainType;
        var chosen = named is not null
            ? classes.Find(c => c.GrainType.ToString() == named)
            : classes.Find(c => face.Name.StartsWith('I') && c.Type.Name == face.Name[1..]);
        return chosen?.GrainType ?? throw new ArgumentException(
            $"Unable to identify a single appropriate grain type for interface {face.FullName}. Candidates: {string.Join(", ", classes.Select(c => c.Type.FullName))}");
    }

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(IGrainBase).IsAssignableFrom(type);
}
