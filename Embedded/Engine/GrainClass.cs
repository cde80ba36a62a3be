using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace FaceGrid.Embedded.Engine;

/// <summary>A grain class: its name in ids, its interfaces, how it is constructed, how its requests mix.</summary>
internal sealed class GrainClass
{
    private readonly ObjectFactory factory;
    private readonly PersistentStateParameter[] states;

    public GrainClass(Type type, GrainCollectionOptions collection)
    {
        Type = type;
        GrainType = TypeOf(type);
        Interfaces = [.. type.GetInterfaces().Where(IsGrainInterface)];
        MainInterface = Interfaces.FirstOrDefault(i => !Interfaces.Any(j => j != i && i.IsAssignableFrom(j)), typeof(IAddressable));
        MaxLocalWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers ?? 0;
        CanInterleave = InterleaveOf(type);
        CollectionAge = AgeOf(type, collection);
        states = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance) is [var constructor]
            ? [.. constructor.GetParameters().Where(p => p.IsDefined(typeof(PersistentStateAttribute))).Select(p => new PersistentStateParameter(p))]
            : [];
        factory = ActivatorUtilities.CreateFactory(type, [.. states.Select(s => s.ParameterType)]);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public Type[] Interfaces { get; }

    public Type MainInterface { get; }

    /// <summary>0: not a stateless worker.</summary>
    public int MaxLocalWorkers { get; }

    /// <summary>Whether a request may interleave with any other; null: never for that reason.</summary>
    public Func<object, Request, bool>? CanInterleave { get; }

    /// <summary>How long an activation may stay idle; null: for ever.</summary>
    public TimeSpan? CollectionAge { get; }

    public static bool IsGrainInterface(Type type) =>
        type.IsInterface && typeof(IAddressable).IsAssignableFrom(type) && type.Assembly != typeof(IGrain).Assembly;

    public object Create(Activation activation) =>
        factory(activation.ActivationServices, Array.ConvertAll(states, s => (object?)s.Create(activation)));

    private static GrainType TypeOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>(inherit: false) is { } given)
        {
            return given.GetGrainType(null!, type);
        }

        const string Suffix = "grain";
        var name = type.Name.ToLowerInvariant();
        return GrainType.Create(name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name);
    }

    private static TimeSpan? AgeOf(Type type, GrainCollectionOptions collection)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute)))
        {
            return null;
        }

        var limit = type.GetCustomAttribute<CollectionAgeLimitAttribute>();
        return limit is { AlwaysActive: true } ? null
            : limit?.AgeLimit ?? collection.ClassSpecificCollectionAge.GetValueOrDefault(type.FullName!, collection.CollectionAge);
    }

    private static Func<object, Request, bool>? InterleaveOf(Type type)
    {
        if (type.IsDefined(typeof(ReentrantAttribute)))
        {
            return static (_, _) => true;
        }

        if (type.GetCustomAttribute<MayInterleaveAttribute>() is not { CallbackMethodName: var name })
        {
            return null;
        }

        var method = type.GetMethod(name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.FlattenHierarchy, [typeof(IInvokable)]);
        if (method is null || method.ReturnType != typeof(bool))
        {
            throw new InvalidOperationException($"Class {type.FullName} doesn't declare a method {name} that takes {nameof(IInvokable)} and returns bool, as MayInterleave wants.");
        }

        var predicate = MethodInvoker.Create(method);
        return (grain, request) => request.Invokable is { } invokable && (bool)predicate.Invoke(method.IsStatic ? null : grain, invokable)!;
    }
}
