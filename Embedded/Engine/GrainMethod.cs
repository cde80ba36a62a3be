using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Concurrency;

namespace FaceGrid.Embedded.Engine;

/// <summary>A method of a grain interface: how it is called and how its requests mix with others.</summary>
internal abstract class GrainMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, GrainMethod> Known = new();

    protected GrainMethod(MethodInfo method)
    {
        Method = method;
        Invoker = MethodInvoker.Create(method);
        CancellationIndex = Array.FindIndex(method.GetParameters(), p => p.ParameterType == typeof(CancellationToken));
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        IsAlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsOneWay = method.IsDefined(typeof(OneWayAttribute));
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
    }

    public MethodInfo Method { get; }

    public MethodInvoker Invoker { get; }

    /// <summary>Where the cancellation token is among the arguments; -1 for none.</summary>
    public int CancellationIndex { get; }

    public bool IsReadOnly { get; }

    public bool IsAlwaysInterleave { get; }

    public bool IsOneWay { get; }

    public TimeSpan? ResponseTimeout { get; }

    public static GrainMethod Of(MethodInfo method) => Known.TryGetValue(method, out var known) ? known : Known.GetOrAdd(method, Create);

    /// <summary>Sends a request and returns what the method's return type promises.</summary>
    public abstract object? Call(GrainProxy target, object?[] arguments);

    private static GrainMethod Create(MethodInfo method)
    {
        var type = method.ReturnType;
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (type == typeof(Task))
        {
            return new TaskMethod(method);
        }

        if (type == typeof(ValueTask))
        {
            return new ValueTaskMethod(method);
        }

        var shape = generic == typeof(Task<>) ? typeof(TaskMethod<>)
            : generic == typeof(ValueTask<>) ? typeof(ValueTaskMethod<>)
            : generic == typeof(IAsyncEnumerable<>) ? typeof(SequenceMethod<>)
            : throw new NotSupportedException($"{method.DeclaringType?.FullName}.{method.Name} returns {type}: a grain method returns Task, ValueTask or IAsyncEnumerable.");
        return (GrainMethod)Activator.CreateInstance(shape.MakeGenericType(type.GetGenericArguments()), method)!;
    }
}
