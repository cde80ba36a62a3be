namespace Orleans.Runtime;

/// <summary>Anything that has a grain id: a grain or a reference to one.</summary>
public interface IAddressable
{
}
