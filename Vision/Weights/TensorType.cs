namespace FaceGrid.Vision.Weights;

/// <summary>Supported element types of the safetensors format, with the names of the format.</summary>
public enum TensorType
{
    Bool,
    U8,
    I8,
    I16,
    U16,
    F16,
    BF16,
    I32,
    U32,
    F32,
    F64,
    I64,
    U64,
}
