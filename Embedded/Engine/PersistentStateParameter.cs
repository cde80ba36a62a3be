using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace FaceGrid.Embedded.Engine;

/// <summary>A constructor parameter marked with <see cref="PersistentStateAttribute"/>.</summary>
internal sealed class PersistentStateParameter
{
    private readonly PersistentStateAttribute attribute;
    private readonly ConstructorInfo constructor;

    public PersistentStateParameter(ParameterInfo parameter)
    {
        attribute = parameter.GetCustomAttribute<PersistentStateAttribute>()!;
        ParameterType = parameter.ParameterType;
        if (!ParameterType.IsGenericType || ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new ArgumentException($"Parameter '{parameter.Name}' of the constructor of {parameter.Member.DeclaringType!.FullName} has a PersistentState attribute but is not IPersistentState<T>.");
        }

        constructor = typeof(PersistentState<>).MakeGenericType(ParameterType.GetGenericArguments()).GetConstructors().Single();
    }

    public Type ParameterType { get; }

    public object Create(Activation activation)
    {
        var store = string.IsNullOrWhiteSpace(attribute.StorageName)
            ? activation.ActivationServices.GetService<IGrainStorage>()
            : activation.ActivationServices.GetKeyedService<IGrainStorage>(attribute.StorageName);
        if (store is null)
        {
            throw new BadProviderConfigException(string.IsNullOrEmpty(attribute.StorageName)
                ? $"No default storage provider found loading grain type {activation.GrainId.Type}."
                : $"No storage provider named \"{attribute.StorageName}\" found loading grain type {activation.GrainId.Type}.");
        }

        return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [attribute.StateName, activation, store], null);
    }
}
