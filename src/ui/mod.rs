//! Yew components: functions of their props.
