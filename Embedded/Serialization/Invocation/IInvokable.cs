using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A request, as a <see cref="Concurrency.MayInterleaveAttribute"/> method sees it.</summary>
public interface IInvokable
{
    int GetArgumentCount();

    object? GetArgument(int index);

    string GetMethodName();

    string GetInterfaceName();

    Type GetInterfaceType();

    MethodInfo GetMethod();
}
