using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace FaceGrid.Embedded.Engine;

/// <summary>Makes references, each a copy of the first one of its interface.</summary>
internal sealed class GrainFactory(GridEngine grid) : IClusterClient
{
    private static readonly MethodInfo CreateProxy = typeof(DispatchProxy).GetMethod(nameof(DispatchProxy.Create), 2, [])!;

    private readonly ConcurrentDictionary<Type, GrainReference> prototypes = new();
    private readonly ConcurrentDictionary<(Type Face, string? Prefix), GrainType> types = new();

    public IServiceProvider ServiceProvider => grid.Services;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        (TGrainInterface)Reference(typeof(TGrainInterface), GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        (TGrainInterface)Reference(typeof(TGrainInterface), GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)Reference(typeof(TGrainInterface), TextKey(primaryKey, nameof(primaryKey)), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey =>
        (TGrainInterface)Reference(typeof(TGrainInterface), GrainIdKeyExtensions.CreateGuidKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey =>
        (TGrainInterface)Reference(typeof(TGrainInterface), GrainIdKeyExtensions.CreateIntegerKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) =>
        (IGrain)Reference(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey), null);

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) =>
        (IGrain)Reference(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey), null);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)Reference(grainInterfaceType, TextKey(grainPrimaryKey, nameof(grainPrimaryKey)), null);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
        (IGrain)Reference(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey, Extension(keyExtension)), null);

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
        (IGrain)Reference(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey, Extension(keyExtension)), null);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)(object)CreateReference(typeof(TGrainInterface), grainId);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => Reference(interfaceType, grainKey, null);

    public GrainReference CreateReference(Type face, GrainId grainId) => Prototype(face).To(grainId);

    private static IdSpan TextKey(string key, string name) =>
        string.IsNullOrWhiteSpace(key) ? throw new ArgumentNullException(name) : IdSpan.Create(key);

    private static string Extension(string keyExtension) =>
        keyExtension is null ? throw new ArgumentNullException(nameof(keyExtension))
        : string.IsNullOrWhiteSpace(keyExtension) ? throw new ArgumentException("Key extension is empty or white space.", nameof(keyExtension))
        : keyExtension;

    private IAddressable Reference(Type face, IdSpan key, string? prefix)
    {
        if (!types.TryGetValue((face, prefix), out var type))
        {
            type = types.GetOrAdd((face, prefix), grid.Registry.TypeFor(face, prefix));
        }

        return Prototype(face).To(new GrainId(type, key));
    }

    private GrainReference Prototype(Type face)
    {
        if (prototypes.TryGetValue(face, out var known))
        {
            return known;
        }

        if (!face.IsInterface || !typeof(IAddressable).IsAssignableFrom(face))
        {
            throw new ArgumentException($"{face} is not a grain interface.", nameof(face));
        }

        var made = (GrainReference)CreateProxy.MakeGenericMethod(face, typeof(GrainProxy)).Invoke(null, null)!;
        made.Grid = grid;
        made.Interface = face;
        return prototypes.GetOrAdd(face, made);
    }
}
